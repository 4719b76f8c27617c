/** The page: what a person says goes to the companion, what comes back is shown. */

import * as api from "./api.js";
import { Clock } from "./clock.js";
import { Conversation } from "./conversation.js";
import { isWalking, showDiary } from "./diary.js";
import { byId, make, refill, tell } from "./dom.js";
import { inspect, openInspector } from "./inspector.js";
import { Recall } from "./recall.js";
import { Voice } from "./speech.js";

const TO_OPEN = [
  "Alexa, start my back walk",
  "Alexa, ask my back walk if swimming is okay",
  "Alexa, ask my back walk how my week is",
];
const DURING_A_WALK = [
  "Alexa, ask my back walk how long is left",
  "Alexa, tell my back walk I'm back",
  "Alexa, ask my back walk if swimming is okay",
];
const WHILE_OPEN = ["yes", "no", "how long is left", "I'm back", "help"];
const SPOKEN_WORD = 400; // milliseconds
const RETRY = 1500;

const words = byId("words");
const voice = new Voice();
const recall = new Recall(words);
const conversation = new Conversation({ onSelect: inspect, onLook: openInspector });
const clock = new Clock({
  advance: (seconds) => inTurn(() => advance(seconds)),
  setZone: (zone) => inTurn(() => api.setZone(zone).then(refresh)),
  waitsFor,
});
let answeredUntil = 0;
let turns = Promise.resolve();
let retry;

/** One thing after the other, as in a conversation; what goes wrong is said. */
function inTurn(task) {
  turns = turns.then(task).catch(explain);
  return turns;
}

async function say(text) {
  notice("");
  recall.add(text);
  const answer = await api.say(text);
  conversation.addTurn({ at: new Date(clock.now).toISOString(), said: text, ...answer });
  hear(answer.spoken, answer.events);
  await refresh();
}

async function advance(seconds) {
  const { events } = await api.advance(seconds);
  hear("", events);
  await refresh();
}

/** Shows what happened by itself, and says everything new to those who listen. */
function hear(spoken, events) {
  const texts = [spoken, ...events.map((event) => event.spoken)].filter(Boolean);
  conversation.addEvents(events);
  if (texts.length === 0) return;
  byId("heard").replaceChildren(...texts.map((text) => make("p", {}, text)));
  voice.read(texts);
  answeredUntil = performance.now() + SPOKEN_WORD * texts.join(" ").split(/\s+/).length;
}

/** A running clock leaves time to listen and to type: speaking would be quicker. */
function waitsFor() {
  if (words.value) return "Waiting while you type.";
  if (voice.isSpeaking || performance.now() < answeredUntil) return "Waiting while the answer is spoken.";
  return null;
}

async function refresh() {
  show(await api.state());
}

async function load() {
  const state = await api.state();
  notice("");
  conversation.showAll(state.exchanges, state.timeZone);
  const last = conversation.turns.at(-1);
  if (last) conversation.select(last);
  recall.replace(conversation.turns.map((turn) => turn.said));
  show(state);
}

function show(state) {
  voice.locale = state.locale;
  clock.show(state.clock, state.timeZone);
  conversation.showIn(state.timeZone);
  showListening(state.session.open);
  showThingsToSay(state);
  showDiary(state.diary, state.timeZone);
}

function showListening(open) {
  document.body.dataset.listening = open;
  tell(byId("listening"), open ? "The microphone is open." : "Nobody is listening: start with “Alexa,\u00a0…”");
  words.placeholder = open ? "Say something" : "Alexa, …";
}

function showThingsToSay({ session, diary }) {
  const whileClosed = isWalking(diary, clock.now) ? DURING_A_WALK : TO_OPEN;
  refill(byId("chips"), (session.open ? WHILE_OPEN : whileClosed).map(chip));
}

function chip(text) {
  const button = make("button", { type: "button" }, text);
  button.addEventListener("click", () => {
    words.focus();
    inTurn(() => say(text));
  });
  return make("li", {}, button);
}

function notice(text) {
  tell(byId("notice"), text);
}

function explain(error) {
  if (error instanceof api.Refused) return notice(error.message);
  clock.stop();
  if (error instanceof api.Gone) return waitForCompanion();
  notice("Something went wrong on this page. Reload it, please.");
  console.error(error);
}

/** Asks now and then until the companion is back, then shows what it knows. */
function waitForCompanion() {
  notice("The companion is not answering. Start it again with “make run”; this page carries on by itself.");
  document.body.dataset.listening = "gone";
  clearTimeout(retry);
  retry = setTimeout(() => inTurn(load), RETRY);
}

byId("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = words.value.trim();
  if (!text) return;
  words.value = "";
  words.focus();
  inTurn(() => say(text).catch((error) => {
    words.value ||= text;
    throw error;
  }));
});

byId("reset").addEventListener("click", () => byId("reset-dialog").showModal());
byId("reset-dialog").addEventListener("close", ({ target }) => {
  if (target.returnValue === "reset") inTurn(() => api.reset().then(load));
  target.returnValue = "";
});

inTurn(load);

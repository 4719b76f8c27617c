/** The conversation: what was said, what was answered, and what happened by itself in between. */

import { byId, make } from "./dom.js";
import { longDate, roughly, timeOfDay } from "./time.js";

const A_WHILE = 2 * 60 * 1000;

export class Conversation {
  #entries = [];
  #zone = null;
  #list = byId("conversation");
  #onSelect;
  #onLook;

  /** `onSelect(turn)` is called with the turn that is chosen, `onLook()` when somebody asks to look into it. */
  constructor({ onSelect, onLook }) {
    this.#onSelect = onSelect;
    this.#onLook = onLook;
    new ResizeObserver(scrollToEnd).observe(byId("scroller"));
  }

  get turns() {
    return this.#entries.filter((entry) => "said" in entry);
  }

  /** Shows these exchanges, as the state lists them, instead of what was there. */
  showAll(exchanges, zone) {
    this.#zone = zone;
    this.#entries = exchanges.flatMap(({ events = [], ...turn }) => [turn, ...events]);
    this.#redraw();
  }

  /** The same conversation on another zone's clock. */
  showIn(zone) {
    if (zone === this.#zone) return;
    this.#zone = zone;
    this.#redraw();
  }

  /** Adds one turn and what happened because of it. */
  addTurn(turn) {
    this.#add(turn);
    this.select(turn);
  }

  addEvents(events) {
    events.forEach((event) => this.#add(event));
  }

  select(turn) {
    for (const item of this.#list.querySelectorAll(".turn")) {
      item.querySelector("button").ariaPressed = String(item.turn === turn);
    }
    this.#onSelect(turn);
  }

  #redraw() {
    this.#list.replaceChildren();
    byId("quiet").hidden = this.#entries.length > 0;
    this.#entries.forEach((entry, index) => this.#draw(entry, this.#entries[index - 1]));
    scrollToEnd();
  }

  #add(entry) {
    this.#entries.push(entry);
    byId("quiet").hidden = true;
    this.#draw(entry, this.#entries.at(-2));
    scrollToEnd();
  }

  #draw(entry, before) {
    const pause = this.#pauseBetween(before, entry);
    if (pause) this.#list.append(make("li", { className: "pause" }, pause));
    this.#list.append("said" in entry ? this.#turn(entry) : this.#event(entry));
  }

  #pauseBetween(before, entry) {
    const day = longDate(Date.parse(entry.at), this.#zone);
    if (!before || day !== longDate(Date.parse(before.at), this.#zone)) return day;
    const gap = Date.parse(entry.at) - Date.parse(before.at);
    return gap >= A_WHILE ? `${roughly(gap)} later` : null;
  }

  #turn(turn) {
    const look = make("button", { type: "button", className: "moment", ariaPressed: "false" }, this.#time(turn));
    look.title = "Look into this turn";
    look.addEventListener("click", this.#onLook);
    const said = make("p", { className: "said" }, turn.said);
    const item = make("li", { className: "turn", turn }, look, said, answerTo(turn));
    item.addEventListener("click", () => {
      if (getSelection().isCollapsed) this.select(turn);
    });
    return item;
  }

  #event(event) {
    return make("li", { className: "event" }, this.#time(event), " ", ...wordsFor(event));
  }

  #time({ at }) {
    return make("time", { dateTime: at }, timeOfDay(Date.parse(at), this.#zone));
  }
}

function answerTo(turn) {
  if (turn.heard === null) return make("p", { className: "unheard" }, "Nobody was listening.");
  if (!turn.spoken) return make("p", { className: "unheard" }, "No answer.");
  return make("p", { className: "spoken" }, turn.spoken);
}

function wordsFor({ kind, spoken, message }) {
  if (kind === "session_ended") return ["The microphone closed."];
  if (kind === "reprompt") return ["Asked again: ", make("q", {}, spoken)];
  return [message];
}

function scrollToEnd() {
  const scroller = byId("scroller");
  scroller.scrollTop = scroller.scrollHeight;
}

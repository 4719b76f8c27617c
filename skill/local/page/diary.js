/** The diary's items in plain words: the days, newest first, then what is remembered beside them. */

import { byId, make, refill } from "./dom.js";
import { counted, longDate, timeOfDay } from "./time.js";

const NOT_SHOWN = new Set(["pk", "sk", "schema", "expires_at"]);
const BOUT = "b:";
const MINUTE = 60 * 1000;
const A_WHILE = 60 * MINUTE;
const REMEMBERED = {
  welcomed: ({ at }, zone) => `Welcomed: ${moment(at, zone)}`,
  asked: ({ at }, zone) => `Asked how the walk ended that began: ${moment(at, zone)}`,
  big_step: ({ at }, zone) => `Asked about a big step up: ${moment(at, zone)}`,
  zone: ({ name }) => `Time zone: ${name}`,
};

export function showDiary(items, zone) {
  const isDay = (item) => item.sk.startsWith("day#");
  const inOrder = [...items.filter(isDay).reverse(), ...items.filter((item) => !isDay(item))];
  byId("diary-empty").hidden = items.length > 0;
  refill(byId("diary"), inOrder.map((item) => page(item, zone)));
}

/** Whether a walk is under way at `now`, or was over so lately that its walker may still come back from it. */
export function isWalking(items, now) {
  const bouts = items.flatMap(Object.entries).filter(([name]) => name.startsWith(BOUT)).map(([, bout]) => bout);
  const backBy = ({ started_at, planned }) => Date.parse(started_at) + planned * MINUTE + A_WHILE;
  return bouts.some((bout) => bout.state === "walking" && now < backBy(bout));
}

function page(item, zone) {
  const kept = Object.entries(item).filter(([name]) => !NOT_SHOWN.has(name));
  const lines = kept.map(([name, value]) => make("li", {}, line(name, value, zone)));
  return make("li", {}, make("h3", {}, titleOf(item.sk)), make("ul", {}, ...lines));
}

/** "day#2026-01-05#home" is that day, "profile#home" what is kept beside the days. */
function titleOf(sk) {
  const [kind, day] = sk.split("#");
  return kind === "day" ? longDate(Date.parse(day), null) : "Remembered";
}

function line(name, value, zone) {
  if (name.startsWith(BOUT)) return `${timeOfDay(Date.parse(value.started_at), value.zone)} ${done(value)}`;
  return REMEMBERED[name]?.(value, zone) ?? `${name}: ${JSON.stringify(value)}`;
}

function done({ activity, state, planned, minutes, known }) {
  if (state === "walking") return `${activity}, ${counted(planned, "minute")} planned, not ended yet`;
  return state === "undone" ? `${activity}, not counted` : `${activity}, ${counted(minutes, "minute")}, ${known}`;
}

function moment(iso, zone) {
  const instant = Date.parse(iso);
  return `${longDate(instant, zone)}, ${timeOfDay(instant, zone)}`;
}

/** The companion's clock: it stands still until a button moves it or somebody lets it run. */

import { byId, make, refill } from "./dom.js";
import { hourOfDay, longDate, timeOfDay, untilMonday, untilTomorrow } from "./time.js";

const TICK = 1000;
const MOVES = {
  "+1 minute": () => 60,
  "+10 minutes": () => 600,
  "+1 hour": () => 3600,
  "Tomorrow morning": untilTomorrow,
  "Next Monday": untilMonday,
};
const ZONES = {
  "America/Los_Angeles": "Los Angeles",
  "America/New_York": "New York",
  "Europe/London": "London",
  "Europe/Berlin": "Berlin",
  "Asia/Kolkata": "Kolkata",
  "Australia/Sydney": "Sydney",
};
const NOT_SET = "";

export class Clock {
  /** The instant it shows, and the device's zone or null. */
  now = 0;
  zone = null;
  #advance;
  #waitsFor;
  #timer = null;
  #countedFrom = 0;

  /**
   * `advance(seconds)` moves the companion's clock and resolves when it has;
   * `waitsFor()` says what a running clock waits for just now, or null;
   * `setZone(zone)` is called with the chosen zone or null.
   */
  constructor({ advance, waitsFor, setZone }) {
    this.#advance = advance;
    this.#waitsFor = waitsFor;
    byId("moves").append(...Object.entries(MOVES).map(([label, seconds]) => this.#move(label, seconds)));
    byId("play").addEventListener("click", () => (this.#timer ? this.stop() : this.#run()));
    byId("zone").addEventListener("change", ({ target }) => setZone(target.value === NOT_SET ? null : target.value));
    this.#showPace();
  }

  show(iso, zone) {
    this.now = Date.parse(iso);
    this.zone = zone;
    byId("time").textContent = timeOfDay(this.now, zone);
    byId("time").dateTime = iso;
    byId("date").textContent = longDate(this.now, zone) + (zone ? "" : ", UTC");
    showZone(zone);
    showSky(hourOfDay(this.now, zone));
  }

  stop() {
    clearInterval(this.#timer);
    this.#timer = null;
    this.#showPace();
  }

  #move(label, seconds) {
    const button = make("button", { type: "button" }, label);
    button.addEventListener("click", () => this.#advance(seconds(this.now, this.zone)));
    return make("li", {}, button);
  }

  #run() {
    this.#countedFrom = performance.now();
    this.#timer = setInterval(() => this.#tick(), TICK);
    this.#showPace();
  }

  /** Moves by the whole seconds that went by, so that a slow or sleeping page catches up in one step. */
  #tick() {
    this.#showPace();
    if (this.#waitsFor()) {
      this.#countedFrom = performance.now();
      return;
    }
    const seconds = Math.floor((performance.now() - this.#countedFrom) / 1000);
    if (seconds === 0) return;
    this.#countedFrom += seconds * 1000;
    this.#advance(seconds);
  }

  #showPace() {
    const running = this.#timer !== null;
    byId("play").textContent = running ? "Hold it still" : "Let it run";
    byId("pace").textContent = running ? this.#waitsFor() ?? "Running in real time." : "Standing still.";
  }
}

function showZone(zone) {
  const zones = { [NOT_SET]: "Not set", ...ZONES, ...(zone && !(zone in ZONES) && { [zone]: zone }) };
  const options = Object.entries(zones).map(([value, label]) => make("option", { value }, label));
  refill(byId("zone"), options);
  byId("zone").value = zone ?? NOT_SET;
}

/** The sun goes from one edge at six to the other at eighteen, and then the moon does. */
function showSky(hour) {
  const course = ((hour + 6) % 12) / 12;
  const light = byId("sky").querySelector(".light");
  light.setAttribute("cx", 24 + 272 * course);
  light.setAttribute("cy", 70 - 50 * Math.sin(Math.PI * course));
  byId("sky").dataset.light = lightAt(hour);
}

function lightAt(hour) {
  if (hour < 6 || hour >= 18) return "night";
  return hour < 9 || hour >= 16 ? "low" : "day";
}

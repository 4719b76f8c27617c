/** Moments as a person in some time zone sees them. Instants are milliseconds since 1970; no zone means UTC. */

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;
const MORNING = 8;

/** What a clock on the wall shows, as if it were UTC: an instant to do calendar arithmetic with. */
function wallClock(instant, zone) {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone ?? "UTC", hourCycle: "h23",
    year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
  });
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
}

/** The instant at which a clock on the wall shows `wall`; the second look is for a change of offset in between. */
function instantOf(wall, zone) {
  const near = wall - (wallClock(wall, zone) - wall);
  return near - (wallClock(near, zone) - wall);
}

function secondsUntilMorning(instant, zone, daysAhead) {
  const wall = wallClock(instant, zone);
  const midnight = wall - (wall % DAY);
  const morning = midnight + daysAhead * DAY + (MORNING / 24) * DAY;
  return Math.round((instantOf(morning, zone) - instant) / SECOND);
}

/** Seconds until eight in the morning of the next day. */
export const untilTomorrow = (instant, zone) => secondsUntilMorning(instant, zone, 1);

/** Seconds until eight in the morning of the next Monday, never today. */
export function untilMonday(instant, zone) {
  const weekday = new Date(wallClock(instant, zone)).getUTCDay();
  return secondsUntilMorning(instant, zone, ((8 - weekday) % 7) || 7);
}

/** Hours since midnight, with fractions. */
export const hourOfDay = (instant, zone) => (wallClock(instant, zone) % DAY) / DAY * 24;

/** "08:00", or "08:00:16" when the seconds matter. */
export function timeOfDay(instant, zone) {
  const time = new Date(wallClock(instant, zone)).toISOString().slice(11, 19);
  return time.endsWith(":00") ? time.slice(0, 5) : time;
}

/** "Monday 5 January 2026". */
export function longDate(instant, zone) {
  const format = { timeZone: zone ?? "UTC", weekday: "long", day: "numeric", month: "long", year: "numeric" };
  return new Intl.DateTimeFormat("en-GB", format).format(instant).replace(",", "");
}

/** "10 minutes", "2 hours": the largest unit that fits, rounded down. */
export function roughly(milliseconds) {
  const minutes = Math.floor(milliseconds / (60 * SECOND));
  return minutes < 60 ? counted(minutes, "minute") : counted(Math.floor(minutes / 60), "hour");
}

/** "1 minute", "10 minutes". */
export function counted(count, unit) {
  return new Intl.NumberFormat("en", { style: "unit", unit, unitDisplay: "long" }).format(count);
}

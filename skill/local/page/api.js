/** The companion's HTTP API: one function per call. */

/** The companion answered that it cannot do this; the message is a sentence for people. */
export class Refused extends Error {}

/** The companion did not answer at all. */
export class Gone extends Error {}

export const say = (text) => post("/api/say", { text });
export const advance = (seconds) => post("/api/clock", { advance: `PT${seconds}S` });
export const setZone = (timeZone) => post("/api/zone", { timeZone });
export const reset = () => post("/api/reset", {});
export const state = () => call("/api/state");

function post(path, body) {
  const headers = { "Content-Type": "application/json" };
  return call(path, { method: "POST", headers, body: JSON.stringify(body) });
}

async function call(path, options) {
  const response = await fetch(path, options).catch(() => {
    throw new Gone(`no answer from ${path}`);
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Refused(answer.error ?? `The companion could not do that (status ${response.status}).`);
  }
  return answer;
}

/** One turn as the skill saw it: the request it got and the response it gave. */

import { byId } from "./dom.js";

export function inspect(turn) {
  const seen = Boolean(turn.request);
  byId("inspector-turn").hidden = !seen;
  byId("inspector-note").textContent = seen ? heardAs(turn) : whyNothing(turn);
  byId("request").textContent = pretty(turn.request);
  byId("response").textContent = pretty(turn.response);
}

export function openInspector() {
  byId("inspector").open = true;
}

byId("inspector").addEventListener("toggle", ({ target }) => {
  if (target.open) target.scrollIntoView();
});

const pretty = (value) => JSON.stringify(value, null, 2);

function heardAs({ said, heard }) {
  const slots = Object.entries(heard.slots).map(([name, { value, id }]) => {
    return id ? `${name} “${value}” (${id})` : `${name} “${value}”`;
  });
  return [`“${said}” was heard as ${heard.intent}`, ...slots].join(", ") + ".";
}

function whyNothing({ said, heard }) {
  if (heard === null) return `Nobody was listening to “${said}”, so the skill was not asked.`;
  return `“${said}” was said before this page was opened; its request and response are not kept.`;
}

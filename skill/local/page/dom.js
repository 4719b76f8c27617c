/** Making elements. What people or the skill said only ever becomes text. */

export const byId = (id) => document.getElementById(id);

/** A new element: properties are set as they are, children are elements or text. */
export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Sets a text that changed; setting the same again would make a screen reader repeat it. */
export function tell(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Replaces children that changed; the same again would take the focus from the one that has it. */
export function refill(parent, children) {
  const textOf = (child) => child.textContent;
  const same = children.map(textOf).join("\n") === [...parent.children].map(textOf).join("\n");
  if (!same) parent.replaceChildren(...children);
}

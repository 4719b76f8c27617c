/** Arrow up brings back what was said before, arrow down returns to what was being typed. */

export class Recall {
  #said = [];
  #at = 0;
  #draft = "";
  #box;

  constructor(box) {
    this.#box = box;
    box.addEventListener("keydown", (event) => this.#key(event));
  }

  replace(texts) {
    this.#said = [...texts];
    this.#at = this.#said.length;
  }

  add(text) {
    this.replace([...this.#said.filter((earlier) => earlier !== text), text]);
  }

  #key(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const to = this.#at + step;
    if (!step || to < 0 || to > this.#said.length) return;
    event.preventDefault();
    if (this.#at === this.#said.length) this.#draft = this.#box.value;
    this.#at = to;
    this.#box.value = this.#said[to] ?? this.#draft;
  }
}

const GUESS_PX = 58;
const SPARE_PX = 700;
const STEP_PX = 100;

/** Which cards of a long list are near the viewport; only those are in the page. Heights are measured once shown. */
export class ListWindow {
  ids = $state.raw<readonly string[]>([]);
  #top = $state(0);
  #height = $state(900);
  #measured = new Map<string, number>();
  #version = $state(0);

  /** Where each card begins, and at the end the height of all. */
  #starts = $derived.by(() => {
    void this.#version;
    const starts = new Float64Array(this.ids.length + 1);
    this.ids.forEach((id, i) => (starts[i + 1] = (starts[i] ?? 0) + (this.#measured.get(id) ?? GUESS_PX)));
    return starts;
  });

  from = $derived(Math.max(0, this.#at(this.#top - SPARE_PX) - 1));
  to = $derived(Math.min(this.ids.length, this.#at(this.#top + this.#height + SPARE_PX) + 1));
  before = $derived(this.#starts[this.from] ?? 0);
  after = $derived((this.#starts[this.ids.length] ?? 0) - (this.#starts[this.to] ?? 0));
  shown = $derived(this.ids.slice(this.from, this.to));

  scrolled(top: number, height: number): void {
    this.#top = Math.round(top / STEP_PX) * STEP_PX;
    this.#height = Math.ceil(height / STEP_PX) * STEP_PX;
  }

  measure(rows: Iterable<HTMLElement>): void {
    let changed = false;
    for (const row of rows) {
      const id = row.dataset.task;
      if (!id) continue;
      const height = row.offsetHeight;
      if (this.#measured.get(id) === height) continue;
      this.#measured.set(id, height);
      changed = true;
    }
    if (changed) this.#version++;
  }

  /** Pixels from the list's top to where the card begins and ends. */
  spot(id: string): [number, number] {
    const index = this.ids.indexOf(id);
    return [this.#starts[index] ?? 0, this.#starts[index + 1] ?? 0];
  }

  #at(y: number): number {
    let low = 0;
    let high = this.ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle + 1] ?? 0) < y) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

import { AutoScroller, DragDropManager, Draggable, PointerActivationConstraints, PointerSensor } from '@dnd-kit/dom';
import type { Attachment } from 'svelte/attachments';

const { Delay, Distance } = PointerActivationConstraints;

type Kind = 'task' | 'list';
type Dragging = (on: boolean) => void;
type Point = Readonly<{ x: number; y: number }>;

// Feedback and Cursor are left out: they write a <style> element, which the page's policy refuses.
const manager = new DragDropManager({
  plugins: [AutoScroller.configure({ threshold: { x: 0.1, y: 0.15 }, acceleration: 15 })],
  sensors: [
    PointerSensor.configure({
      // A finger that moves before it has rested scrolls.
      activationConstraints: ({ pointerType }) =>
        pointerType === 'mouse' ? [new Distance({ value: 5 })] : [new Delay({ value: 300, tolerance: 8 })],
      preventActivation: ({ target }) => (target as Element).closest('button, input, textarea, select') !== null,
    }),
  ],
});

interface Source {
  kind: Kind;
  id: string;
  /** Only this part starts a drag; without it the whole element does. */
  handle?: string;
  dragging: Dragging;
}

/**
 * Makes an element something to take up and carry, by mouse or by a finger that rests on it.
 * The library hears of it when it is first pressed: a board shows hundreds of cards and mounts more as it scrolls.
 */
export function source({ kind, id, handle, dragging }: Source): Attachment<HTMLElement> {
  return (element) => {
    let own: Draggable | undefined;
    const know = () => {
      const part = (handle && element.querySelector(handle)) || undefined;
      own = new Draggable({ id, type: kind, element, handle: part, data: { dragging }, register: false }, manager);
      own.register();
    };
    element.addEventListener('pointerdown', know, { capture: true, once: true });
    // Scrolled out of the window and in again while it is carried.
    if (carried?.id === id) carried.show(dragging);
    return () => {
      element.removeEventListener('pointerdown', know, { capture: true });
      own?.destroy();
    };
  };
}

interface Target {
  kind: Kind;
  over: (x: number, y: number) => void;
  leave: () => void;
  drop: (id: string) => void;
}

const targets = new Map<Element, Target>();

/** Makes an element a place to put such things down. */
export function target(place: Target): Attachment<HTMLElement> {
  return (element) => {
    targets.set(element, place);
    return () => targets.delete(element);
  };
}

function placeAt({ x, y }: Point, kind: unknown): Target | undefined {
  for (let element = document.elementFromPoint(x, y); element; element = element.parentElement) {
    const place = targets.get(element);
    if (place?.kind === kind) return place;
  }
  return undefined;
}

/** What is under the hand: a copy, because the card itself may leave the page when its list scrolls. */
class Carried {
  readonly #copy: HTMLElement;
  readonly #done = new AbortController();
  #at: Point;
  #place: Target | undefined;
  #dragging: Dragging | undefined;

  constructor(
    readonly id: string,
    element: HTMLElement,
    private readonly kind: unknown,
    private readonly start: Point,
  ) {
    const { left, top, width, height } = element.getBoundingClientRect();
    this.#copy = element.cloneNode(true) as HTMLElement;
    this.#copy.classList.add('carried');
    this.#copy.removeAttribute(`data-${String(kind)}`);
    this.#copy.inert = true;
    Object.assign(this.#copy.style, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
    document.body.append(this.#copy);
    document.documentElement.classList.add('carrying');
    this.#at = start;
    // What scrolls under a resting hand brings other cards under it.
    document.addEventListener('scroll', () => this.to(this.#at), { capture: true, passive: true, signal: this.#done.signal });
  }

  show(dragging: Dragging): void {
    this.#dragging = dragging;
    dragging(true);
  }

  to(point: Point): void {
    this.#at = point;
    this.#copy.style.translate = `${point.x - this.start.x}px ${point.y - this.start.y}px`;
    const place = placeAt(point, this.kind);
    if (place !== this.#place) this.#place?.leave();
    this.#place = place;
    place?.over(point.x, point.y);
  }

  drop(): void {
    this.#place?.drop(this.id);
  }

  gone(): void {
    this.#done.abort();
    this.#place?.leave();
    this.#dragging?.(false);
    this.#copy.remove();
    document.documentElement.classList.remove('carrying');
  }
}

let carried: Carried | undefined;

manager.monitor.addEventListener('dragstart', ({ operation: { source: held, position } }) => {
  if (!(held?.element instanceof HTMLElement)) return;
  carried = new Carried(String(held.id), held.element, held.type, position.initial);
  carried.show(held.data.dragging as Dragging);
});

manager.monitor.addEventListener('dragmove', ({ to }) => to && carried?.to(to));

manager.monitor.addEventListener('dragend', ({ nativeEvent, canceled }) => {
  const one = carried;
  // Before the drop: where it puts the card, the card is carried no more.
  carried = undefined;
  if (!canceled) {
    // A quick flick ends before its last move was looked at.
    if (nativeEvent instanceof PointerEvent) one?.to({ x: nativeEvent.clientX, y: nativeEvent.clientY });
    one?.drop();
  }
  one?.gone();
  ignoreClick();
});

/** Letting go is not a click on what lies there. */
function ignoreClick(): void {
  const over = new AbortController();
  const ignore = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener('click', ignore, { capture: true, once: true, signal: over.signal });
  setTimeout(() => over.abort(), 50);
}

/** The gap nearest to a point among elements laid out along one axis: how many of them stand before it. */
export function gapAt(elements: Iterable<Element>, point: number, axis: 'x' | 'y'): number {
  let gap = 0;
  for (const element of elements) {
    const box = element.getBoundingClientRect();
    const middle = axis === 'y' ? box.top + box.height / 2 : box.left + box.width / 2;
    if (point < middle) break;
    gap++;
  }
  return gap;
}

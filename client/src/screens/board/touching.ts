import type { Attachment } from 'svelte/attachments';
import type { Board, ListHandle } from './board.svelte';

const REST_MS = 350; // a finger that rests this long takes the card up
const SLIP_PX = 8; // one that slips further before that scrolls
const EDGE_PX = 56;
const SCROLL_PX = 10; // a frame

/** Carries cards by a resting finger: what browsers offer for touch by themselves differs from phone to phone. */
class Carrying {
  #id = '';
  #ghost: HTMLElement | undefined;
  #over: ListHandle | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;
  #start = { x: 0, y: 0 };
  #at = { x: 0, y: 0 };

  constructor(
    private readonly lane: HTMLElement,
    private readonly board: Board,
  ) {}

  touched(event: TouchEvent): void {
    this.stop();
    const finger = event.touches[0];
    const target = event.target as Element;
    const card = target.closest<HTMLElement>('[data-task]');
    if (!finger || event.touches.length > 1 || !card || target.closest('button, textarea')) return;
    this.#start = this.#at = { x: finger.clientX, y: finger.clientY };
    this.#timer = setTimeout(() => this.#take(card), REST_MS);
  }

  moved(event: TouchEvent): void {
    const finger = event.touches[0];
    if (!finger || !this.#timer) return;
    this.#at = { x: finger.clientX, y: finger.clientY };
    if (this.#id) {
      event.preventDefault();
      this.#show();
    } else if (Math.hypot(this.#at.x - this.#start.x, this.#at.y - this.#start.y) > SLIP_PX) this.stop();
  }

  lifted(event: TouchEvent): void {
    if (this.#id) {
      // What follows is not a tap on the card underneath.
      event.preventDefault();
      this.#over?.drop(this.#id);
    }
    this.stop();
  }

  /** The browser's own drag must not begin as well. */
  dragged(event: DragEvent): void {
    if (!this.#timer) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  stop(): void {
    clearTimeout(this.#timer);
    cancelAnimationFrame(this.#frame);
    this.#over?.leave();
    this.#ghost?.remove();
    this.lane.style.scrollSnapType = '';
    this.#id = '';
    this.#timer = this.#ghost = this.#over = undefined;
  }

  #take(card: HTMLElement): void {
    this.#id = card.dataset.task ?? '';
    const box = card.getBoundingClientRect();
    const ghost = card.cloneNode(true) as HTMLElement;
    ghost.removeAttribute('data-task');
    ghost.setAttribute('aria-hidden', 'true');
    Object.assign(ghost.style, {
      position: 'fixed', left: `${box.left}px`, top: `${box.top}px`, width: `${box.width}px`, zIndex: '80',
      pointerEvents: 'none', listStyle: 'none', borderRadius: '6px', boxShadow: 'var(--lift)', opacity: '0.92',
    });
    document.body.append(ghost);
    this.#ghost = ghost;
    this.lane.style.scrollSnapType = 'none';
    navigator.vibrate?.(10);
    this.#show();
    this.#scroll();
  }

  #show(): void {
    const { x, y } = this.#at;
    if (this.#ghost) this.#ghost.style.translate = `${x - this.#start.x}px ${y - this.#start.y}px`;
    const list = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-list]')?.dataset.list;
    const over = list ? this.board.handles.get(list) : undefined;
    if (over !== this.#over) this.#over?.leave();
    this.#over = over;
    over?.over(x, y);
  }

  /** Held near an edge, the board or the list under the finger goes on. */
  #scroll(): void {
    const { x, y } = this.#at;
    const lane = this.lane.getBoundingClientRect();
    const before = this.lane.scrollLeft;
    this.lane.scrollLeft += SCROLL_PX * direction(x, lane.left, lane.right);
    const cards = document.elementFromPoint(x, y)?.closest('[data-list]')?.querySelector('.cards');
    const box = cards?.getBoundingClientRect();
    const top = cards?.scrollTop ?? 0;
    if (cards && box) cards.scrollTop += SCROLL_PX * direction(y, box.top, box.bottom);
    if (this.lane.scrollLeft !== before || cards?.scrollTop !== top) this.#show();
    this.#frame = requestAnimationFrame(() => this.#scroll());
  }
}

function direction(at: number, from: number, to: number): -1 | 0 | 1 {
  if (to - from < 3 * EDGE_PX) return 0;
  return at < from + EDGE_PX ? -1 : at > to - EDGE_PX ? 1 : 0;
}

/** For the lane that holds all lists: one set of listeners for all its cards. */
export function carriedByTouch(board: Board): Attachment<HTMLElement> {
  return (lane) => {
    const carrying = new Carrying(lane, board);
    const gone = new AbortController();
    const { signal } = gone;
    lane.addEventListener('touchstart', (event) => carrying.touched(event), { passive: true, signal });
    lane.addEventListener('touchmove', (event) => carrying.moved(event), { passive: false, signal });
    lane.addEventListener('touchend', (event) => carrying.lifted(event), { passive: false, signal });
    lane.addEventListener('touchcancel', () => carrying.stop(), { signal });
    lane.addEventListener('dragstart', (event) => carrying.dragged(event), { capture: true, signal });
    return () => {
      carrying.stop();
      gone.abort();
    };
  };
}

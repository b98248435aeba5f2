import { autoScrollForElements } from '@atlaskit/pragmatic-drag-and-drop-auto-scroll/element';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import type { Attachment } from 'svelte/attachments';

type Kind = 'task' | 'list';

interface Source {
  kind: Kind;
  id: string;
  /** Only this part starts a drag; without it the whole element does. */
  handle?: string;
  dragging: (on: boolean) => void;
}

/** Makes an element something to take up and carry with the mouse; touching.ts is for fingers. */
export function source({ kind, id, handle, dragging }: Source): Attachment<HTMLElement> {
  return (element) =>
    draggable({
      element,
      dragHandle: handle ? (element.querySelector(handle) ?? undefined) : undefined,
      getInitialData: () => ({ kind, id }),
      onDragStart: () => dragging(true),
      onDrop: () => dragging(false),
    });
}

interface Target {
  kind: Kind;
  /** The element that scrolls by itself while something is held at its edge. */
  scroller?: (element: HTMLElement) => HTMLElement;
  over: (x: number, y: number, id: string) => void;
  leave: () => void;
  drop: (id: string) => void;
}

/** Makes an element a place to put such things down. */
export function target({ kind, scroller, over, leave, drop }: Target): Attachment<HTMLElement> {
  return (element) =>
    combine(
      dropTargetForElements({
        element,
        canDrop: ({ source: held }) => held.data.kind === kind,
        onDrag: ({ location, source: held }) =>
          over(location.current.input.clientX, location.current.input.clientY, String(held.data.id)),
        onDragLeave: leave,
        onDrop: ({ location, source: held }) => {
          // A quick flick ends before the first onDrag came: look once more where it is.
          over(location.current.input.clientX, location.current.input.clientY, String(held.data.id));
          drop(String(held.data.id));
          leave();
        },
      }),
      autoScrollForElements({ element: scroller?.(element) ?? element }),
    );
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

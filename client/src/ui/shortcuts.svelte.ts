/** Whether the sheet of shortcuts is open, and whether a key press is meant for the page at all. */
class Shortcuts {
  shown = $state(false);
}

export const shortcuts = new Shortcuts();

/** False while the person types, holds a modifier, or has a dialog or a menu open. */
export function meant(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey && free(event);
}

/** Z, or what undoes everywhere else. */
export function undoes(event: KeyboardEvent): boolean {
  return event.key.toLowerCase() === 'z' && !event.shiftKey && !event.altKey && free(event);
}

function free(event: KeyboardEvent): boolean {
  if (event.defaultPrevented) return false;
  const target = event.target as HTMLElement;
  if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return false;
  return !document.querySelector('dialog[open], :popover-open');
}

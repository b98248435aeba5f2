/** Whether the sheet of shortcuts is open, and whether a key press is meant for the page at all. */
class Shortcuts {
  shown = $state(false);
}

export const shortcuts = new Shortcuts();

/** False while the person types, holds a modifier, or has a dialog or a menu open. */
export function meant(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  const target = event.target as HTMLElement;
  if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return false;
  return !document.querySelector('dialog[open], :popover-open');
}

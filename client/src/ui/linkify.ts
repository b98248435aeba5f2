export interface Piece {
  text: string;
  href?: string;
}

const address = /\bhttps?:\/\/[^\s<>"']+/g;

/** Cuts plain text at web addresses. Only http and https become links; closing punctuation stays outside. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const found of text.matchAll(address)) {
    let href = found[0].replace(/[.,;:!?…]+$/, '');
    if (href.endsWith(')') && !href.includes('(')) href = href.slice(0, -1);
    if (found.index > from) pieces.push({ text: text.slice(from, found.index) });
    pieces.push({ text: href, href });
    from = found.index + href.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

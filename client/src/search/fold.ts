const MARKS = /\p{M}/gu;

/** Lower case without accents: "Đường" → "duong". đ is a letter of its own, not d with a mark, so it is named. */
export function fold(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(MARKS, '').replaceAll('đ', 'd');
}

/** Lower case with its accents, each letter as one character: what an exact match is compared by. */
export function plain(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** The words of a query; a query of nothing but spaces has none. */
export function words(query: string): string[] {
  return query.split(/\s+/u).filter((word) => word !== '');
}

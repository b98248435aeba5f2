const hues = ['teal', 'purple', 'orange', 'blue', 'pink', 'green', 'red', 'yellow'] as const;

/**
 * Two letters for a name. Vietnamese names end with the given name, by which people call each other, and most begin
 * with one of three family names: so it is the given name's letter that must be there, with the one before it.
 */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  return words
    .slice(-2)
    .map((word) => [...word.normalize('NFC')][0]?.toLocaleUpperCase('vi') ?? '')
    .join('');
}

/** The same colour for the same id on every machine. */
export function hue(id: string): (typeof hues)[number] {
  let sum = 7;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return hues[sum % hues.length] ?? 'teal';
}

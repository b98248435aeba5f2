/** What a person may type: any case, spaces and dashes where they like. */
export function tidyCode(text: string): string {
  return text.replace(/[\s\-–—.]/g, '').toUpperCase();
}

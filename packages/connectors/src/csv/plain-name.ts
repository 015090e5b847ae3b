/** `Bestell-Nr.` is bestellnr, `Straße` strasse, `Stück` stueck. */
export function plain(text: string): string {
  const german = text
    .toLowerCase()
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss");
  return german.normalize("NFD").replace(/[^a-z0-9@]/g, "");
}

const split = new Map<string, readonly string[]>();

/** Of a list of words with spaces between them, which the code has. */
export function wordsIn(text: string): readonly string[] {
  const known = split.get(text) ?? text.split(/\s+/).filter((word) => word !== "");
  split.set(text, known);
  return known;
}

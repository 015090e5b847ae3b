/** Elements in order; null is left out. */
export type Content = readonly (string | null)[];

type Attributes = Readonly<Record<string, string>>;

export const group = (name: string, ...content: Content): string =>
  `<${name}>${content.filter(isThere).join("")}</${name}>`;

export const leaf = (name: string, text: string, attributes: Attributes = {}): string =>
  `<${name}${attributesOf(attributes)}>${escaped(text)}</${name}>`;

/** Left out where there is nothing to say. */
export const maybe = (name: string, text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : leaf(name, text);

/** The start tag of a root with its namespace, after the declaration. */
export const opening = (name: string, namespace: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="${escaped(namespace)}">\n`;

export const closing = (name: string): string => `</${name}>\n`;

const isThere = (one: string | null): one is string => one !== null;

const attributesOf = (attributes: Attributes): string =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(value).replaceAll("\t", "&#9;").replaceAll("\n", "&#10;")}"`)
    .join("");

const REFERENCES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\r": "&#13;",
};

/** What XML 1.0 has no way to say is told as a replacement character. */
const NOT_IN_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

function escaped(text: string): string {
  return text.replace(NOT_IN_XML, "\uFFFD").replace(/[&<>"\r]/g, (one) => REFERENCES[one] ?? one);
}

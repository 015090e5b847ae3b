import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { SaxesParser, type SaxesTagNS } from "saxes";

/** An element with what is in it; text and attributes as written, but for references that are resolved. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly namespace: string;
  /** Where its start tag ends, from 1. */
  readonly line: number;
  /** Those of a namespace with their prefix, as `xsi:nil`. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All that stands directly in it. */
  readonly text: string;
  readonly parent: XmlElement | null;
}

const MOST_DEPTH = 64;
const MOST_ELEMENTS = 400_000;

type Mutable = { -readonly [K in keyof XmlElement]: XmlElement[K] } & { children: Mutable[]; parent: Mutable | null };

/**
 * A document as a tree, or in one line what is wrong and where. There is no document type and so no entity but the five of
 * XML: nothing is expanded, nothing is loaded. What is deeper or longer than any message of a plant is refused.
 */
export function readXml(text: string): Result<XmlElement, Refusal> {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const reading: Reading = { root: null, open: null, depth: 0, elements: 0 };
  parser.on("error", (error) => stop("not-xml", `It is no well-formed XML: ${wordsOf(error.message)}.`));
  parser.on("doctype", () =>
    stop("xml-dtd", `Line ${parser.line} declares a document type, which is not read: leave it out.`),
  );
  parser.on("xmldecl", ({ encoding = "UTF-8" }) => {
    if (/^(utf-?8|utf-?16(le|be)?|us-ascii)$/i.test(encoding)) return;
    stop("xml-encoding", `The document says that it is written in ${encoding}: write it in UTF-8.`);
  });
  parser.on("opentag", (tag) => open(reading, tag, parser.line));
  const add = (piece: string): void => {
    if (reading.open !== null) reading.open.text += piece;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", () => {
    reading.open = reading.open?.parent ?? null;
    reading.depth -= 1;
  });
  try {
    parser.write(text.startsWith("\uFEFF") ? text.slice(1) : text).close();
  } catch (error) {
    if (error instanceof Stop) return refuse(error.refusal);
    throw error;
  }
  return reading.root === null ? refuse({ rule: "not-xml", reason: "There is no element in it." }) : ok(reading.root);
}

interface Reading {
  root: Mutable | null;
  open: Mutable | null;
  depth: number;
  elements: number;
}

function open(reading: Reading, tag: SaxesTagNS, line: number): void {
  reading.depth += 1;
  reading.elements += 1;
  if (reading.depth > MOST_DEPTH) stop("too-deep", `Line ${line}: more than ${MOST_DEPTH} elements lie in each other.`);
  if (reading.elements > MOST_ELEMENTS) {
    stop("too-large", `The document has more than ${MOST_ELEMENTS} elements: send it in parts.`);
  }
  const attributes = new Map<string, string>();
  for (const { name, local, prefix, uri, value } of Object.values(tag.attributes)) {
    if (prefix === "xmlns" || name === "xmlns") continue;
    attributes.set(uri === "" ? local : `${uri === XSI ? "xsi" : prefix}:${local}`, value);
  }
  const parent = reading.open;
  const made: Mutable = { name: tag.local, namespace: tag.uri, line, attributes, children: [], text: "", parent };
  if (parent === null) reading.root = made;
  else parent.children.push(made);
  reading.open = made;
}

const XSI = "http://www.w3.org/2001/XMLSchema-instance";

/** Ends the reading from within the parser's callbacks, which have no other way out; never leaves this file. */
class Stop extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

function stop(rule: string, reason: string): never {
  throw new Stop({ rule, reason });
}

/** `3:14: undefined entity.` */
function wordsOf(message: string): string {
  const [, line, words] = /^(\d+):\d+: (.*)$/s.exec(message) ?? [];
  const plain = (words ?? message).replace(/[.\s]+$/, "").slice(0, 200);
  return line === undefined ? plain : `line ${line}, ${plain}`;
}

/** As in `/OperationsSchedule/OperationsRequest[2]/ID`; a place is named where there are several of the name. */
export function pathOf(element: XmlElement): string {
  const { parent, name } = element;
  if (parent === null) return `/${name}`;
  const alike = parent.children.filter((one) => one.name === name);
  const place = alike.length > 1 ? `[${alike.indexOf(element) + 1}]` : "";
  return `${pathOf(parent)}/${name}${place}`;
}

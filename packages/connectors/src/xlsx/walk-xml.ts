import { ok, type Result, refuse } from "@lockstep/domain/result";
import { DecodeUTF8 } from "fflate";
import { SaxesParser } from "saxes";
import { DAMAGED } from "./archive.ts";

export type Attributes = Readonly<Record<string, string>>;

/** Called in the order of the document; names are without their prefix. */
export interface XmlVisitor {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(piece: string): void;
}

const CHUNK = 65_536;

/** A part of a workbook from its beginning to its end, never as a whole; `stop` ends it earlier. */
export function walkXml(bytes: Uint8Array, visitor: XmlVisitor): Result<undefined, string> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on("error", () => stop(DAMAGED));
  // Entities of its own could make a large text of a small one.
  parser.on("doctype", () => stop(DAMAGED));
  parser.on("opentag", ({ name, attributes }) => visitor.open?.(localName(name), attributes));
  parser.on("closetag", ({ name }) => visitor.close?.(localName(name)));
  parser.on("text", (piece) => visitor.text?.(piece));
  parser.on("cdata", (piece) => visitor.text?.(piece));
  const decoder = new DecodeUTF8((text) => parser.write(text));
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) {
      decoder.push(bytes.subarray(at, at + CHUNK), at + CHUNK >= bytes.length);
    }
    parser.close();
    return ok(undefined);
  } catch (error) {
    // What is no UTF-8 is not read: every spreadsheet writes it.
    return refuse(error instanceof Stop ? error.reason : DAMAGED);
  }
}

export const localName = (name: string): string => name.slice(name.indexOf(":") + 1);

/** Whatever prefix the writer has chosen. */
export const attribute = (attributes: Attributes, name: string): string | undefined =>
  attributes[name] ?? Object.entries(attributes).find(([key]) => localName(key) === name)?.[1];

/** Ends the walk from within a visitor, which has no other way out; never leaves this file. */
class Stop extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}

export function stop(reason: string): never {
  throw new Stop(reason);
}

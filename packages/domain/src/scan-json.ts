/** What a text is as a whole, without anything made of it. */
export interface Scanned {
  readonly isJson: boolean;
  /** A list on top; of what is no JSON nothing is known. */
  readonly isList: boolean;
  /** Lists and objects within each other at most. */
  readonly depth: number;
}

/** Where elements of the list on top begin and end, one after the other. */
export type Places = readonly number[];

const TOKENS_A_STEP = 50_000;
const ELEMENTS_A_STEP = 1_000;
const CHARACTERS_A_STEP = 262_144;

const NOT_JSON: Scanned = { isJson: false, isList: false, depth: 0 };

/** What may stand next. */
type Expected = "value" | "value-or-end" | "name" | "name-or-end" | "comma-or-end" | "nothing";

/**
 * Reads a text as `JSON.parse` would, however long and however deep, a bit at a time: between two steps others get their turn. A step
 * tells where the elements are that were read in it, some thousand characters or elements of them; what comes behind may still show
 * that it is no JSON.
 */
export function* scanJson(text: string): Generator<Places, Scanned> {
  /** True for an object. */
  const open: boolean[] = [];
  let expected: Expected = "value";
  let depth = 0;
  let tokens = 0;
  let places: number[] = [];
  let characters = 0;
  let began = 0;
  const isList = text.charCodeAt(spaceEnd(text, 0)) === LIST;

  const ended = (at: number): Expected => {
    if (open.length === 1 && isList) {
      places.push(began, at);
      characters += at - began;
    }
    return open.length === 0 ? "nothing" : "comma-or-end";
  };

  for (let at = spaceEnd(text, 0); at < text.length; at = spaceEnd(text, at)) {
    tokens += 1;
    if (tokens % TOKENS_A_STEP === 0 || places.length >= 2 * ELEMENTS_A_STEP || characters >= CHARACTERS_A_STEP) {
      yield places;
      places = [];
      characters = 0;
    }
    const code = text.charCodeAt(at);
    const isEnd = code === LIST_END || code === OBJECT_END;
    if (isEnd) {
      const mayEnd = expected === "comma-or-end" || expected === (code === OBJECT_END ? "name-or-end" : "value-or-end");
      if (!mayEnd || open.pop() !== (code === OBJECT_END)) return NOT_JSON;
      at += 1;
      expected = ended(at);
    } else if (expected === "comma-or-end") {
      if (code !== COMMA) return NOT_JSON;
      at += 1;
      expected = open.at(-1) === true ? "name" : "value";
    } else if (expected === "name" || expected === "name-or-end") {
      const end = code === QUOTE ? stringEnd(text, at) : -1;
      const colon = end === -1 ? -1 : spaceEnd(text, end);
      if (colon === -1 || text.charCodeAt(colon) !== COLON) return NOT_JSON;
      at = colon + 1;
      expected = "value";
    } else if (expected === "nothing") return NOT_JSON;
    else {
      if (open.length === 1) began = at;
      if (code === LIST || code === OBJECT) {
        open.push(code === OBJECT);
        depth = Math.max(depth, open.length);
        at += 1;
        expected = code === OBJECT ? "name-or-end" : "value-or-end";
      } else {
        at = scalarEnd(text, at, code);
        if (at === -1) return NOT_JSON;
        expected = ended(at);
      }
    }
  }
  yield places;
  return expected === "nothing" ? { isJson: true, isList, depth } : NOT_JSON;
}

const [QUOTE, COMMA, COLON, BACKSLASH, MINUS] = [0x22, 0x2c, 0x3a, 0x5c, 0x2d];
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

function spaceEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** Where a text, a number or a word ends; -1: it is none. */
function scalarEnd(text: string, at: number, code: number): number {
  if (code === QUOTE) return stringEnd(text, at);
  if (code === MINUS || isDigit(code)) return numberEnd(text, at);
  const word = ["true", "false", "null"].find((one) => text.startsWith(one, at));
  return word === undefined ? -1 : at + word.length;
}

const HEXADECIMAL = /^[0-9a-fA-F]{4}$/;

function stringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code < 0x20) return -1;
    if (code !== BACKSLASH) continue;
    at += 1;
    const escaped = text.charAt(at);
    if (escaped === "u") {
      if (!HEXADECIMAL.test(text.slice(at + 1, at + 5))) return -1;
      at += 4;
    } else if (escaped === "" || !'"\\/bfnrt'.includes(escaped)) return -1;
  }
  return -1;
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

function digitsEnd(text: string, from: number): number {
  let at = from;
  while (isDigit(text.charCodeAt(at))) at += 1;
  return at;
}

function numberEnd(text: string, from: number): number {
  const first = text.charCodeAt(from) === MINUS ? from + 1 : from;
  let at = text.charAt(first) === "0" ? first + 1 : digitsEnd(text, first);
  if (at === first) return -1;
  if (text.charAt(at) === ".") {
    const end = digitsEnd(text, at + 1);
    if (end === at + 1) return -1;
    at = end;
  }
  if (text.charAt(at) === "e" || text.charAt(at) === "E") {
    const sign = text.charAt(at + 1);
    const digits = sign === "+" || sign === "-" ? at + 2 : at + 1;
    const end = digitsEnd(text, digits);
    if (end === digits) return -1;
    at = end;
  }
  return at;
}

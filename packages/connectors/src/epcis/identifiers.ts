import { ok, type Result, refuse } from "@lockstep/domain/result";

/** What an identifier of EPCIS says, whichever way it is written: as an EPC URN, as a GS1 Digital Link, or privately. */
export type Identified =
  /** 14 digits, shorter ones filled up with zeros; a class of things, a lot of it, or one of it. */
  | { readonly kind: "goods"; readonly gtin: string; readonly lot: string; readonly serial: string | null }
  /** 18 digits: a pallet or another logistic unit. */
  | { readonly kind: "unit"; readonly sscc: string }
  /** 13 digits; of a part of the place the extension too, else empty. */
  | { readonly kind: "place"; readonly gln: string; readonly extension: string }
  /** Anything else, as it came. */
  | { readonly kind: "private"; readonly uri: string };

/** Reads an identifier; the refusal says in one line what is wrong with one that claims to be GS1's. */
export function identify(text: string): Result<Identified, string> {
  const urn = /^urn:epc:(?:id|idpat|class):(sgtin|lgtin|sscc|sgln|pgln):([^:]+)$/i.exec(text);
  if (urn !== null) return ofUrn((urn[1] ?? "").toLowerCase(), urn[2] ?? "", text);
  if (/^https?:\/\//i.test(text)) return ofLink(text);
  return ok({ kind: "private", uri: text });
}

/** One text for one thing: two identifiers mean the same exactly if these are equal. */
export function canonicalId(text: string): string {
  const read = identify(text);
  if (!read.ok) return text;
  const { value } = read;
  switch (value.kind) {
    case "goods":
      return `gtin:${value.gtin}${value.lot && `:lot:${escaped(value.lot)}`}${value.serial === null ? "" : `:serial:${escaped(value.serial)}`}`;
    case "unit":
      return `sscc:${value.sscc}`;
    case "place":
      return `gln:${value.gln}${value.extension && `:${escaped(value.extension)}`}`;
    case "private":
      return value.uri;
  }
}

const escaped = (text: string): string => encodeURIComponent(text);

function ofUrn(scheme: string, body: string, text: string): Result<Identified, string> {
  const [prefix = "", reference = "", ...rest] = body.split(".");
  const last = unescaped(rest.join("."));
  if (!/^\d{6,12}$/.test(prefix) || !/^\d*$/.test(reference) || last === null) {
    return refuse(`${text} is no EPC of the scheme ${scheme}: its company prefix or its reference is wrong`);
  }
  const digits = prefix + reference;
  const wrongLength = (most: number): Result<never, string> =>
    refuse(`${text} has ${digits.length} digits where the scheme ${scheme} has ${most}`);
  switch (scheme) {
    case "sgtin":
    case "lgtin": {
      if (digits.length !== 13) return wrongLength(13);
      const gtin = withCheckDigit(reference.slice(0, 1) + prefix + reference.slice(1));
      const isClass = last === "*" || last === "";
      if (scheme === "lgtin") return ok({ kind: "goods", gtin, lot: isClass ? "" : last, serial: null });
      return ok({ kind: "goods", gtin, lot: "", serial: isClass ? null : last });
    }
    case "sscc":
      if (digits.length !== 17) return wrongLength(17);
      return ok({ kind: "unit", sscc: withCheckDigit(reference.slice(0, 1) + prefix + reference.slice(1)) });
    default: {
      if (digits.length !== 12) return wrongLength(12);
      const isWhole = last === "0" || last === "*";
      return ok({ kind: "place", gln: withCheckDigit(digits), extension: isWhole ? "" : last });
    }
  }
}

/** The pairs of a GS1 Digital Link stand in its path, from the first key on; the address before them may be any. */
function ofLink(text: string): Result<Identified, string> {
  const path = /^https?:\/\/[^/?#]+([^?#]*)/i.exec(text)?.[1] ?? "";
  const found = /\/(01|00|414|417)\/([^/]+)((?:\/[^/]+\/[^/]+)*)\/?$/.exec(path);
  if (found === null) return ok({ kind: "private", uri: text });
  const [, key = "", id = "", rest = ""] = found;
  const digits = { "01": /^(\d{8}|\d{12,14})$/, "00": /^\d{18}$/ }[key] ?? /^\d{13}$/;
  // A private address may look alike: only digits of the right number are meant as a key.
  if (!digits.test(id)) return ok({ kind: "private", uri: text });
  if (withCheckDigit(id.slice(0, -1)) !== id) return refuse(`${text} has a wrong check digit: was ${id} mistyped?`);
  const steps = rest.split("/").slice(1);
  const valueBehind = (ai: string): string | null => {
    const place = steps.findIndex((step, k) => k % 2 === 0 && step === ai);
    return place < 0 ? null : unescaped(steps[place + 1] ?? "");
  };
  if (key === "00") return ok({ kind: "unit", sscc: id });
  if (key !== "01") return ok({ kind: "place", gln: id, extension: valueBehind("254") ?? "" });
  return ok({ kind: "goods", gtin: id.padStart(14, "0"), lot: valueBehind("10") ?? "", serial: valueBehind("21") });
}

/** GS1's modulo 10: from the right, digits weigh 3, 1, 3, … */
export function withCheckDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, k) => total + Number(digit) * (k % 2 === 0 ? 3 : 1), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

function unescaped(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

import { withCheckDigit } from "./identifiers.ts";

const DOMAIN = "https://id.gs1.org";

/**
 * An identifier of GS1 as the Core Business Vocabulary hashes it: the canonical Digital Link, which names the finest
 * level alone and nothing besides; null: it is none, or not well formed.
 */
export function canonicalLink(text: string): string | null {
  const urn = /^urn:epc:(id|class|idpat):([a-z]+):(\d{6,12})\.(.*)$/.exec(text);
  if (urn === null) return /^https?:\/\//.test(text) ? ofLink(text) : null;
  const [, form = "", scheme = "", prefix = "", rest = ""] = urn;
  const path = PATHS[`${form}:${scheme}`]?.(prefix, rest) ?? null;
  return path === null ? null : `${DOMAIN}/${path}`;
}

type Path = (prefix: string, rest: string) => string | null;

const SERIAL = "(?:%[2-7][0-9A-Fa-f]|[!'()*+,.0-9:;=A-Za-z_-])+";

/** A number of so many digits, prefix and all, and what follows it. */
function parts(most: number, prefix: string, rest: string, tail: string): readonly string[] | null {
  const found = formOf(`(\\d{${most - prefix.length}})${tail}`).exec(rest);
  return found === null ? null : found.slice(1).map((part) => part ?? "");
}

const forms = new Map<string, RegExp>();

/** A company prefix has seven lengths: there are few of them, and documents hold thousands of identifiers. */
function formOf(pattern: string): RegExp {
  const form = forms.get(pattern) ?? new RegExp(`^${pattern}$`);
  forms.set(pattern, form);
  return form;
}

/** The indicator or the extension digit stands in front of the prefix. */
const turned = (prefix: string, reference: string): string =>
  withCheckDigit(reference.slice(0, 1) + prefix + reference.slice(1));

const trade =
  (qualifier: string): Path =>
  (prefix, rest) => {
    const [reference, serial] = parts(13, prefix, rest, `\\.(${SERIAL})`) ?? [];
    if (reference === undefined || serial === undefined) return null;
    return `01/${turned(prefix, reference)}/${qualifier}/${encoded(serial)}`;
  };

const tradeClass: Path = (prefix, rest) => {
  const [reference] = parts(13, prefix, rest, "\\.\\*") ?? [];
  return reference === undefined ? null : `01/${turned(prefix, reference)}`;
};

const whole =
  (key: string, digits: number): Path =>
  (prefix, rest) => {
    const [reference] = parts(digits, prefix, rest, "") ?? [];
    return reference === undefined ? null : `${key}/${withCheckDigit(prefix + reference)}`;
  };

/** A key whose serial number follows its check digit without anything between them. */
const serialised =
  (key: string, { before = "", serials = SERIAL } = {}): Path =>
  (prefix, rest) => {
    const [reference, serial] = parts(12, prefix, rest, `\\.(\\*|${serials})`) ?? [];
    if (reference === undefined || serial === undefined) return null;
    return `${key}/${withCheckDigit(before + prefix + reference)}${serial === "*" ? "" : encoded(serial)}`;
  };

const open =
  (key: string): Path =>
  (prefix, rest) =>
    formOf(SERIAL).test(rest) ? `${key}/${prefix}${encoded(rest)}` : null;

const place: Path = (prefix, rest) => {
  const [reference, extension] = parts(12, prefix, rest, `\\.(${SERIAL})`) ?? [];
  if (reference === undefined || extension === undefined) return null;
  const gln = withCheckDigit(prefix + reference);
  return extension === "0" ? `414/${gln}` : `414/${gln}/254/${encoded(extension)}`;
};

const party: Path = (prefix, rest) => {
  const [reference] = parts(12, prefix, rest, "") ?? [];
  return reference === undefined ? null : `417/${withCheckDigit(prefix + reference)}`;
};

const unit: Path = (prefix, rest) => {
  const [reference] = parts(17, prefix, rest, "") ?? [];
  return reference === undefined ? null : `00/${turned(prefix, reference)}`;
};

const component: Path = (prefix, rest) => {
  const [, reference, serial] = /^((?:%[2-5][0-9A-Fa-f]|[0-9A-Z-])+)\.(\d{1,12}|\*)$/.exec(rest) ?? [];
  if (reference === undefined || serial === undefined) return null;
  const key = `8010/${encoded(prefix + reference)}`;
  return serial === "*" ? key : `${key}/8011/${serial}`;
};

const piece: Path = (prefix, rest) => {
  const [reference, number, total, serial] = parts(13, prefix, rest, `\\.(\\d\\d)\\.(\\d\\d)\\.(\\*|${SERIAL})`) ?? [];
  if (reference === undefined || serial === undefined) return null;
  const key = `8006/${turned(prefix, reference)}${number}${total}`;
  return serial === "*" ? key : `${key}/21/${encoded(serial)}`;
};

/** By form and scheme of the URN. */
const PATHS: { readonly [scheme: string]: Path } = {
  "id:sgtin": trade("21"),
  "id:upui": trade("235"),
  "class:lgtin": trade("10"),
  "idpat:sgtin": tradeClass,
  "idpat:upui": tradeClass,
  "id:sscc": unit,
  "id:sgln": place,
  "id:pgln": party,
  "id:grai": serialised("8003", { before: "0" }),
  "idpat:grai": serialised("8003", { before: "0" }),
  "id:gdti": serialised("253"),
  "idpat:gdti": serialised("253"),
  "id:sgcn": serialised("255", { serials: "\\d{1,12}" }),
  "idpat:sgcn": serialised("255", { serials: "\\d{1,12}" }),
  "id:giai": open("8004"),
  "id:ginc": open("401"),
  "id:gsrn": whole("8018", 17),
  "id:gsrnp": whole("8017", 17),
  "id:gsin": whole("402", 16),
  "id:cpi": component,
  "idpat:cpi": component,
  "id:itip": piece,
  "idpat:itip": piece,
};

/** What a URN may hold and a path may not. */
const encoded = (text: string): string =>
  text.replace(/[!()*+,:]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const CALLED: { readonly [name: string]: string } = {
  ...{ gtin: "01", itip: "8006", cpid: "8010", gln: "414", party: "417", gsrnp: "8017", gsrn: "8018", gcn: "255" },
  ...{ sscc: "00", gdti: "253", ginc: "401", gsin: "402", grai: "8003", giai: "8004" },
  ...{ cpv: "22", lot: "10", ser: "21" },
};

const VALUE = String.raw`[\x22\x27\x2D\x2E\x30-\x39\x3B-\x3F\x41-\x5A\x5F\x61-\x7A%]`;

/** What a key looks like, and which of its qualifiers name something finer, the finest first. */
const KEYS: { readonly [key: string]: { readonly form: RegExp; readonly finer: readonly string[] } } = {
  "00": { form: /^\d{18}$/, finer: [] },
  "01": { form: /^(\d{8}|\d{12,14})$/, finer: ["21", "235", "10"] },
  "253": { form: new RegExp(`^\\d{13}${VALUE}{0,17}$`), finer: [] },
  "255": { form: /^\d{13,25}$/, finer: [] },
  "401": { form: new RegExp(`^\\d{4}${VALUE}{0,26}$`), finer: [] },
  "402": { form: /^\d{17}$/, finer: [] },
  "414": { form: /^\d{13}$/, finer: ["254"] },
  "417": { form: /^\d{13}$/, finer: [] },
  "8003": { form: new RegExp(`^\\d{14}${VALUE}{0,16}$`), finer: [] },
  "8004": { form: new RegExp(`^\\d{4}${VALUE}{0,26}$`), finer: [] },
  "8006": { form: /^\d{18}$/, finer: ["21", "10"] },
  "8010": { form: /^\d{4}[#\-/0-9A-Z%]{0,26}$/, finer: ["8011"] },
  "8017": { form: /^\d{18}$/, finer: [] },
  "8018": { form: /^\d{18}$/, finer: [] },
};
const QUALIFIERS: ReadonlySet<string> = new Set(["10", "21", "22", "235", "254", "8011"]);

function ofLink(text: string): string | null {
  const path = text.replace(/^https?:\/\/[^/?#]*/, "").replace(/[?#].*$/s, "");
  const steps = path
    .split("/")
    .slice(1)
    .map((step, k, all) => (k === all.length - 1 && step === "" ? null : step));
  const named = steps.filter((step) => step !== null).map((step) => CALLED[step] ?? step);
  const at = named.findIndex((step, k) => KEYS[step]?.form.test(named[k + 1] ?? "") === true);
  const key = named[at] ?? "";
  const known = KEYS[key];
  if (known === undefined) return null;
  const qualifiers = new Map<string, string>();
  for (let k = at + 2; k < named.length; k += 2) {
    const [name = "", value = ""] = [named[k], steps[k + 1] ?? ""];
    if (!QUALIFIERS.has(name) || value === "") return null;
    qualifiers.set(name, value);
  }
  const id = key === "01" ? (named[at + 1] ?? "").padStart(14, "0") : named[at + 1];
  const finest = known.finer.find((name) => qualifiers.has(name));
  return `${DOMAIN}/${key}/${id}${finest === undefined ? "" : `/${finest}/${qualifiers.get(finest)}`}`;
}

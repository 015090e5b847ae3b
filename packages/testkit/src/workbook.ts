import { strToU8, zipSync } from "fflate";

/** A cell: a text, a number or a boolean as they are, or just as it is stored. Null: there is none. */
export type MadeCell = string | number | boolean | null | StoredAs;

export interface StoredAs {
  readonly v?: string | number;
  readonly t?: string;
  /** The form that the number is shown in, such as `dd.mm.yyyy`; a number: one that is built in. */
  readonly form?: string | number;
  readonly f?: string;
}

export interface MadeSheet {
  /** By row number; a list is one row under the other from 1. */
  readonly rows: readonly (readonly MadeCell[])[] | Readonly<Record<number, readonly MadeCell[]>>;
  readonly isHidden?: boolean;
}

const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** An .xlsx file of these sheets, laid out as Excel does; `more` replaces or adds parts. */
export function workbookOf(
  sheets: Readonly<Record<string, MadeSheet["rows"] | MadeSheet>>,
  { is1904 = false, more = {} as Readonly<Record<string, string>> } = {},
): Uint8Array<ArrayBuffer> {
  const strings: string[] = [];
  const forms: (string | number)[] = ["General"];
  const made = Object.entries(sheets).map(([name, sheet]) => {
    const { rows, isHidden = false } = isSheet(sheet) ? sheet : { rows: sheet };
    return { name, isHidden, xml: sheetXml(rows, strings, forms) };
  });
  const parts: Record<string, string> = {
    "[Content_Types].xml": `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": `${HEAD}<workbook ${NS} xmlns:r="${REL}"><workbookPr${is1904 ? ' date1904="1"' : ""}/><sheets>${made
      .map(
        ({ name, isHidden }, k) =>
          `<sheet name="${escaped(name)}" sheetId="${k + 1}"${isHidden ? ' state="hidden"' : ""} r:id="rId${k + 1}"/>`,
      )
      .join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": relations([
      ...made.map((_, k) => ["worksheet", `worksheets/sheet${k + 1}.xml`] as const),
      ["styles", "styles.xml"],
      ["sharedStrings", "/xl/sharedStrings.xml"],
    ]),
    "xl/styles.xml": stylesXml(forms),
    "xl/sharedStrings.xml": `${HEAD}<sst ${NS}>${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join("")}</sst>`,
  };
  for (const [k, { xml }] of made.entries()) parts[`xl/worksheets/sheet${k + 1}.xml`] = xml;
  const files = Object.entries({ ...parts, ...more }).map(([path, text]) => [path, strToU8(text)] as const);
  return new Uint8Array(zipSync(Object.fromEntries(files), { level: 1 }));
}

const isSheet = (sheet: MadeSheet["rows"] | MadeSheet): sheet is MadeSheet => "rows" in sheet;

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const all = targets.map(
    ([type, target], k) => `<Relationship Id="rId${k + 1}" Type="${REL}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join("")}</Relationships>`;
}

const FIRST_OWN_FORM = 164;

function stylesXml(forms: readonly (string | number)[]): string {
  const codes = forms.map((form, k) =>
    typeof form === "number" ? "" : `<numFmt numFmtId="${FIRST_OWN_FORM + k}" formatCode="${escaped(form)}"/>`,
  );
  const xfs = forms.map((form, k) => `<xf numFmtId="${typeof form === "number" ? form : FIRST_OWN_FORM + k}"/>`);
  return `${HEAD}<styleSheet ${NS}><numFmts>${codes.join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${xfs.join("")}</cellXfs></styleSheet>`;
}

function sheetXml(rows: MadeSheet["rows"], strings: string[], forms: (string | number)[]): string {
  const numbered = Array.isArray(rows)
    ? rows.map((cells, k) => [k + 1, cells as readonly MadeCell[]] as const)
    : Object.entries(rows).map(([number, cells]) => [Number(number), cells as readonly MadeCell[]] as const);
  const xml = numbered.map(([number, cells]) => {
    const inside = cells.map((cell, k) => cellXml(`${letters(k)}${number}`, stored(cell, strings), forms));
    return `<row r="${number}">${inside.join("")}</row>`;
  });
  return `${HEAD}<worksheet ${NS}><sheetData>${xml.join("")}</sheetData></worksheet>`;
}

const places = new WeakMap<string[], Map<string, number>>();

function stored(cell: MadeCell, strings: string[]): StoredAs | null {
  if (cell === null || typeof cell === "object") return cell;
  if (typeof cell === "number") return { v: cell };
  if (typeof cell === "boolean") return { t: "b", v: cell ? 1 : 0 };
  const known = places.get(strings) ?? new Map<string, number>();
  places.set(strings, known);
  const at = known.get(cell) ?? strings.push(cell) - 1;
  known.set(cell, at);
  return { t: "s", v: at };
}

function cellXml(place: string, cell: StoredAs | null, forms: (string | number)[]): string {
  if (cell === null) return "";
  const { v, t, f, form } = cell;
  if (form !== undefined && !forms.includes(form)) forms.push(form);
  const style = form === undefined ? "" : ` s="${forms.indexOf(form)}"`;
  const formula = f === undefined ? "" : `<f>${escaped(f)}</f>`;
  const value = v === undefined ? "" : `<v>${escaped(String(v))}</v>`;
  return `<c r="${place}"${style}${t === undefined ? "" : ` t="${t}"`}>${formula}${value}</c>`;
}

/** 0 is A, 26 is AA. */
const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : "") + String.fromCharCode(65 + (column % 26));

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

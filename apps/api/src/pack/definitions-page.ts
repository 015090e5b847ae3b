import type { OtifDefinition } from "@lockstep/protocol/generated/schema";
import type { PackContent } from "./pack-question.ts";
import { definitionRows } from "./pack-words.ts";
import { INK, type Sheet } from "./sheet.ts";

const ROW = 14;
const NAME = 92;
const GAP = 18;
const ACROSS = 3;

const WORDS: readonly (readonly [string, string])[] = [
  ["n", "How many a figure is of. Without any it is no data, never 0 % or 100 %."],
  ["Failed", "Its window has closed and it was not kept. Open lines whose window has closed are among them."],
  ["Missing", "The value of what did not come within the window."],
  ["Cause", "The one since which the line was late or short without a break until its window closed, as known then."],
  ["Signal", "One week beyond its limits, eight in a row on one side of the centre, or six rising or falling."],
  ["At risk", "The value of the open lines that are expected late or short, by what was sold."],
  ["Lost", "Nothing that is done now brings it in time."],
];

/** By what it is all measured, as it was declared. */
export function definitionsPages(sheet: Sheet, { answer: { otifDefinitions } }: PackContent): void {
  sheet.beginPage("What the words mean");
  const width = (sheet.width - (ACROSS - 1) * GAP) / ACROSS;
  for (const [name, text] of WORDS) {
    sheet.line(name, { x: sheet.left, y: sheet.y, width: NAME }, { size: 9, isBold: true });
    sheet.line(text, { x: sheet.left + NAME, y: sheet.y, width: sheet.width - NAME }, { size: 9 });
    sheet.y += ROW;
  }
  sheet.y += 10;
  const shown = otifDefinitions.toReversed();
  for (let k = 0; k < shown.length; k += ACROSS) {
    const row = shown.slice(k, k + ACROSS);
    const height = Math.max(...row.map((one) => heightOf(sheet, one, width)));
    if (sheet.y + height > sheet.bottom) sheet.beginPage("What the words mean");
    for (const [n, one] of row.entries()) writeOne(sheet, one, { x: sheet.left + n * (width + GAP), width });
    sheet.y += height + 12;
  }
}

const SMALL = { size: 8.5 } as const;
const titleOf = ({ id, version, customer }: OtifDefinition): string =>
  `${id}, version ${version}${customer === null ? "" : `, for ${customer}`}`;

function heightOf({ doc }: Sheet, definition: OtifDefinition, width: number): number {
  doc.font("plain").fontSize(SMALL.size);
  const rows = definitionRows(definition).map(([, text]) => doc.heightOfString(text, { width: width - NAME }) + 2);
  return 16 + doc.heightOfString(definition.description, { width }) + 6 + rows.reduce((all, one) => all + one, 0);
}

/** Stays within its column and leaves the sheet where it was. */
function writeOne(
  { doc, y: top }: Sheet,
  definition: OtifDefinition,
  at: { readonly x: number; readonly width: number },
): void {
  const { x, width } = at;
  doc.font("bold").fontSize(10.5).fillColor(INK.text);
  doc.text(titleOf(definition), x, top, { width, height: 13, ellipsis: true });
  doc
    .font("plain")
    .fontSize(SMALL.size)
    .fillColor(INK.quiet)
    .text(definition.description, x, top + 16, { width });
  let y = doc.y + 6;
  for (const [name, text] of definitionRows(definition)) {
    doc.fillColor(INK.quiet).text(name, x, y, { width: NAME });
    doc.fillColor(INK.text).text(text, x + NAME, y, { width: width - NAME });
    y = doc.y + 2;
  }
}

/** A formula that nobody has calculated yet: the program that wrote the workbook has left it to the spreadsheet. */
export const UNCALCULATED = "#UNCALCULATED";

/** What a cell says of which the formula has failed: as workbooks have it, and as German and Spanish spreadsheets write it. */
const ERRORS = new Set([
  ...["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"],
  ...["#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#ÜBERLAUF!", "#KALK!"],
  ...["#N/D", "#¡REF!", "#¡VALOR!", "#¡DIV/0!", "#¿NOMBRE?", "#¡NUM!", "#¡NULO!"],
]);

/** Why a cell says nothing, and what to do; null: it is no error of a spreadsheet. */
export function spreadsheetError(text: string): string | null {
  if (!text.startsWith("#")) return null;
  if (text === UNCALCULATED) {
    return "Nobody has calculated the formula of this cell: open the workbook in a spreadsheet, save it, and bring it in again.";
  }
  if (!ERRORS.has(text.toUpperCase())) return null;
  return `${text} is an error of the spreadsheet, and no value: correct the cell's formula, or empty the cell.`;
}

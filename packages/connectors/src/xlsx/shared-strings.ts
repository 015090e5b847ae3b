import { ok, type Result } from "@lockstep/domain/result";
import { stop, walkXml } from "./walk-xml.ts";

/** Of all texts of a workbook together. */
const MOST_CHARACTERS = 67_108_864;

/** Texts that cells name by their place: a workbook has each of them once. */
export function readSharedStrings(xml: Uint8Array): Result<readonly string[], string> {
  const strings: string[] = [];
  const text = textCollector();
  let characters = 0;
  const walked = walkXml(xml, {
    open(name) {
      if (name === "si") text.begin();
      text.open(name);
    },
    close(name) {
      text.close(name);
      if (name !== "si") return;
      const string = text.end();
      strings.push(string);
      characters += string.length + 1;
      if (characters > MOST_CHARACTERS) {
        stop("The texts of this workbook are too many: leave out the sheets that are not needed.");
      }
    },
    text: (piece) => text.add(piece),
  });
  return walked.ok ? ok(strings) : walked;
}

/** Gathers the runs of a text; how it is pronounced (`rPh`) is none of it. */
export function textCollector() {
  let text = "";
  let isIn = false;
  let isSpoken = false;
  return {
    begin(): void {
      text = "";
    },
    open(name: string): void {
      if (name === "rPh") isSpoken = true;
      isIn = name === "t" && !isSpoken;
    },
    close(name: string): void {
      if (name === "rPh") isSpoken = false;
      isIn = false;
    },
    add(piece: string): void {
      if (isIn) text += piece;
    },
    end: (): string =>
      text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
  };
}

import { ok, type Result } from "@lockstep/domain/result";
import { formOf, type NumberForm } from "./number-form.ts";
import { walkXml } from "./walk-xml.ts";

/** How numbers are shown, by the number that cells name their style with. */
export function readStyles(xml: Uint8Array): Result<readonly NumberForm[], string> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let isOfCells = false;
  const walked = walkXml(xml, {
    open(name, attributes) {
      if (name === "cellXfs") isOfCells = true;
      const id = Number(attributes["numFmtId"] ?? 0);
      if (name === "numFmt") codes.set(id, attributes["formatCode"] ?? "");
      if (name === "xf" && isOfCells) ids.push(id);
    },
    close(name) {
      if (name === "cellXfs") isOfCells = false;
    },
  });
  return walked.ok ? ok(ids.map((id) => formOf(id, codes.get(id)))) : walked;
}

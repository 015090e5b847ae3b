import { scaleLinear } from "d3-scale";
import type { PackAnswer } from "./pack-question.ts";
import { type Box, INK, rule, type Sheet } from "./sheet.ts";

type Bins = PackAnswer["foresight"]["horizons"][number]["calibration"];

/** What was said against how often it was so: on the diagonal is right. A dot's area is how many it is of. */
export function drawCalibration(sheet: Sheet, bins: Bins, box: Box): void {
  const { doc } = sheet;
  const x = scaleLinear([0, 1], [box.x + 44, box.x + box.width - 14]);
  const y = scaleLinear([0, 1], [box.y + box.height - 34, box.y + 18]);
  const quiet = { size: 8, color: INK.quiet };
  for (const tick of [0, 0.5, 1]) {
    rule(doc, x(0), x(1), y(tick));
    const text = `${Math.round(tick * 100)} %`;
    sheet.line(text, { x: box.x, y: y(tick) - 5, width: 38 }, { ...quiet, align: "right" });
    sheet.line(text, { x: x(tick) - 20, y: y(0) + 6, width: 40 }, { ...quiet, align: "center" });
  }
  doc.dash(4, { space: 3 });
  doc.moveTo(x(0), y(0)).lineTo(x(1), y(1)).lineWidth(0.75).strokeColor(INK.quiet).stroke();
  doc.undash();
  const most = bins.reduce((max, { n }) => Math.max(max, n), 1);
  for (const { said, was, n } of bins) {
    doc
      .circle(x(said), y(was), 3 + 9 * Math.sqrt(n / most))
      .fillOpacity(0.7)
      .fill(INK.mark)
      .fillOpacity(1);
  }
  sheet.line("How often it was late", { x: box.x, y: box.y, width: box.width }, quiet);
  const under = { x: x(0), y: y(0) + 20, width: x(1) - x(0) };
  sheet.line("Chance of being late that was said", under, { ...quiet, align: "center" });
}

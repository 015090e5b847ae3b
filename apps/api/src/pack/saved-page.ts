import { quantity } from "@lockstep/domain/number-text";
import type { SavingAct } from "@lockstep/protocol/generated/schema";
import { SAVING_TEXTS } from "@lockstep/protocol/kind-texts";
import { MOST, type PackContent, RESPONSE_WEEKS } from "./pack-question.ts";
import { count, kindText, momentText, NO_DATA, zoneOfPack } from "./pack-words.ts";
import { INK, type Sheet } from "./sheet.ts";

/** Did acting help? The lines that were called late and came in time, with the evidence. */
export function savedPage(sheet: Sheet, content: PackContent): void {
  const { called, late, came, saved, nodes } = content.answer.linesSaved;
  sheet.beginPage("Did acting help?");
  responded(sheet, content);
  if (called === 0) {
    sheet.paragraph(`${NO_DATA}: no promise has been called late and come to its time.`);
    return;
  }
  const lines = count(saved, "line was", "lines were");
  sheet.paragraph(saved === 0 ? "No line was saved by acting." : `${lines} saved by acting.`, {
    ...{ size: 12, isBold: true },
  });
  sheet.paragraph(
    `${count(called, "promise was", "promises were")} called late; ${late} were late, ${came} came in time. Saved are those \
that came in time after somebody had acted on their cause. That is evidence, no proof.`,
  );
  if (nodes.length === 0) return;
  const zone = zoneOfPack(content);
  const columns = [
    { head: "Order line", width: 130 },
    { head: "Called late", width: 150 },
    { head: "Cause", width: 110 },
    { head: "Who did what", width: 200 },
    { head: "When", width: 150 },
  ] as const;
  sheet.table(
    columns,
    nodes.map((one) => [
      ...[one.line, momentText(one.calledAt, zone), kindText(one.kind), `${one.by} ${actText(one.action)}`],
      momentText(one.at, zone),
    ]),
  );
  if (saved > nodes.length) {
    sheet.paragraph(
      `The first ${MOST.saved} of ${saved}, by when they closed; all are on the page of on time in full.`,
      {
        ...{ size: 9, color: INK.quiet },
      },
    );
  }
}

/** Whether people come in time, before what came of it. */
function responded(sheet: Sheet, { answer: { alarmPerformance } }: PackContent): void {
  if (alarmPerformance === null) return;
  const { acknowledged, stages } = alarmPerformance;
  const about = `In the last ${RESPONSE_WEEKS} weeks of it`;
  if (acknowledged.n === 0) {
    sheet.paragraph(`${about} no exception had to be acknowledged, or none could be any more.`);
    return;
  }
  const taken = stages.find(({ stage }) => stage === "ACKNOWLEDGED");
  const within =
    taken === undefined || taken.medianMinutes === null || taken.p90Minutes === null
      ? ""
      : ` Half of ${taken.n} were acknowledged within ${minutesText(taken.medianMinutes)}, nine of ten within ${minutesText(taken.p90Minutes)}.`;
  sheet.paragraph(
    `${about} ${acknowledged.inTime} of ${count(acknowledged.n, "exception was", "exceptions were")} acknowledged in time.${within}`,
  );
}

const minutesText = (minutes: number): string =>
  minutes < 120 ? `${quantity(Number(minutes.toFixed(1)))} min` : `${quantity(Number((minutes / 60).toFixed(1)))} h`;

const actText = (act: SavingAct): string => SAVING_TEXTS[`leader.saved.${act}`];

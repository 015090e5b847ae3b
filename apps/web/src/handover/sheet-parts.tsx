import type { HandoverItem, HandoverSheet } from "@lockstep/protocol/generated/schema";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { quantity } from "../format/numbers.ts";
import { formatNear, formatTime, zoneAbbreviation } from "../format/time.ts";
import { t, word } from "../i18n/i18n.ts";
import { LineState, SeverityChip, StateChip } from "../ui/chips.tsx";
import { Money } from "../ui/figures.tsx";
import { Rows } from "./rows.tsx";

interface PartsProps {
  readonly sheet: HandoverSheet;
  readonly zone: string;
  readonly came: readonly HandoverItem[];
}

/** The parts of a sheet, each with its count; what is empty says so. */
export function SheetParts({ sheet, zone, came }: PartsProps): ReactNode {
  const { shift, next, isRostered, since, until, open, done, stops, made, due } = sheet;
  const abbreviation = zoneAbbreviation(until, zone);
  const time = (iso: string | null): string => formatNear(iso, until, zone);
  const span = ({ from, to }: { readonly from: string; readonly to: string }) => ({
    from: formatTime(from, zone, "day-minute"),
    to: `${formatTime(to, zone, "minute")} ${abbreviation}`,
  });
  const people = (names: readonly string[]): string => names.join(", ") || t("handover.nobody");
  const promised = open.filter(({ estimate }) => estimate !== null);
  return (
    <>
      <dl className="ho-shifts">
        <div>
          <dt>{t("handover.shift", span(shift))}</dt>
          <dd>{people(shift.people)}</dd>
        </div>
        <div>
          <dt>{next === null ? t("handover.nextNone") : t("handover.next", span(next))}</dt>
          {next !== null && <dd>{people(next.people)}</dd>}
        </div>
      </dl>
      {!isRostered && <p className="ho-hint">{t("handover.usual")}</p>}
      <OpenItems
        title={t("handover.open")}
        empty={t("handover.openNone")}
        items={open}
        time={time}
        zone={abbreviation}
      />
      {came.length > 0 && (
        <OpenItems title={t("handover.came")} empty="" items={came} time={time} zone={abbreviation} />
      )}
      <Rows
        title={t("handover.promised")}
        empty={t("handover.promisedNone")}
        heads={[t("handover.what"), t("handover.who"), t("handover.estimate", { zone: abbreviation })]}
        rows={promised.map((one) => ({
          key: one.exception,
          cells: [
            one.title,
            one.owner ?? one.acknowledgedBy ?? t("handover.nobodyHas"),
            <>
              {time(one.estimate)} {one.isOverdue && <StateChip tone="strong">{t("handover.overdue")}</StateChip>}
            </>,
          ],
        }))}
      />
      <p className="ho-hint">
        {t("handover.counted", {
          since: formatTime(since, zone, "day-minute"),
          until: `${formatTime(until, zone, "day-minute")} ${abbreviation}`,
        })}
      </p>
      <Rows
        title={t("handover.done")}
        empty={t("handover.doneNone")}
        heads={[
          t("handover.when", { zone: abbreviation }),
          t("handover.what"),
          t("handover.action"),
          t("handover.by"),
          t("handover.note"),
        ]}
        rows={done.map((one, place) => ({
          key: `${place}|${one.exception}`,
          cells: [time(one.at), one.title, word("timeline", one.action), one.by, one.note ?? ""],
        }))}
      />
      <Rows
        title={t("handover.stops")}
        empty={t("handover.stopsNone")}
        heads={[t("handover.line"), t("handover.from", { zone: abbreviation }), t("handover.to"), t("handover.reason")]}
        rows={stops.map((one) => ({
          key: `${one.resource}|${one.from}`,
          cells: [one.name, time(one.from), one.to === null ? t("handover.stands") : time(one.to), one.reason ?? "–"],
        }))}
      />
      <Rows
        title={t("handover.made")}
        empty={t("handover.madeNone")}
        heads={[t("handover.line"), t("handover.good"), t("handover.scrap"), t("handover.planned")]}
        figures={[1, 2, 3]}
        rows={made.map((one) => ({
          key: one.resource,
          cells: [one.name, pieces(one.good), pieces(one.scrap), pieces(one.planned)],
        }))}
      />
      <Rows
        title={t("handover.due")}
        empty={t("handover.dueNone")}
        heads={[
          t("handover.order"),
          t("handover.customer"),
          t("handover.quantity"),
          t("handover.promisedAt", { zone: abbreviation }),
          t("handover.expected"),
          t("handover.state"),
        ]}
        figures={[2]}
        rows={due.map((one) => ({
          key: one.line,
          cells: [
            `${one.line} ${one.item}`,
            one.customer,
            pieces(one.quantity),
            time(one.promisedAt),
            time(one.projectedDelivery),
            <LineState key="state" state={one.state} />,
          ],
        }))}
      />
    </>
  );
}

interface ItemsProps {
  readonly title: string;
  readonly empty: string;
  readonly items: readonly HandoverItem[];
  readonly time: (iso: string | null) => string;
  readonly zone: string;
}

const OpenItems = ({ title, empty, items, time, zone }: ItemsProps): ReactNode => (
  <Rows
    title={title}
    empty={empty}
    heads={[
      t("handover.what"),
      t("handover.risk"),
      t("handover.actBy", { zone }),
      t("handover.who"),
      t("handover.said"),
      t("handover.state"),
    ]}
    figures={[1]}
    rows={items.map((one) => ({
      key: one.exception,
      cells: [
        <span key="what" className="ho-what">
          <SeverityChip severity={one.severity} over={!one.present} />{" "}
          <Link to="/" search={{ at: one.exception }} className="open">
            {one.title}
          </Link>
        </span>,
        <Money
          key="money"
          value={one.valueAtRisk}
          from={{ of: "EXCEPTION", id: one.exception, figure: "VALUE_AT_RISK" }}
        />,
        time(one.actBy),
        whoHas(one),
        one.note ?? "–",
        <StateOf key="state" item={one} />,
      ],
    }))}
  />
);

function whoHas({ owner, acknowledgedBy }: HandoverItem): string {
  if (owner !== null) return owner;
  return acknowledgedBy === null ? t("handover.nobodyHas") : t("handover.acknowledgedBy", { by: acknowledgedBy });
}

function StateOf({ item }: { readonly item: HandoverItem }): ReactNode {
  const { state, stateNow, present } = item;
  return (
    <>
      {word("state", state)}
      {!present && `, ${t("handover.gone")}`}
      {stateNow !== null && stateNow !== state && (
        <>
          {" "}
          <StateChip>{t("handover.now", { state: word("state", stateNow) })}</StateChip>
        </>
      )}
    </>
  );
}

const pieces = (value: number): string => quantity(Math.round(value));

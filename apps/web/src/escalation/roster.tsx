import type { Roster as RosterOf } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useState } from "react";
import { t } from "../i18n/i18n.ts";
import { useSiteName } from "../shell/context.tsx";
import { Notice } from "../ui/notice.tsx";
import { RosterForm } from "./roster-form.tsx";
import { Table } from "./table.tsx";
import { dutyInWords, roleWord } from "./words.ts";

interface RosterProps {
  readonly site: string;
  readonly roster: RosterOf | null;
  readonly mayChange: boolean;
  readonly onPut: () => void;
}

/** Who is there, in which role, where and when. */
export function Roster({ site, roster, mayChange, onPut }: RosterProps): ReactNode {
  const [isChanging, setChanging] = useState(false);
  const siteName = useSiteName();
  return (
    <section className="esc-section">
      <h2>{t("escalation.rosterOf", { of: siteName(site) })}</h2>
      {roster === null ? (
        <Notice title={t("escalation.rosterNone")}>
          <p>{t("escalation.rosterNoneHint")}</p>
        </Notice>
      ) : (
        <RosterTable roster={roster} />
      )}
      {isChanging ? (
        <RosterForm
          site={site}
          roster={roster}
          onClose={() => setChanging(false)}
          onPut={() => {
            setChanging(false);
            onPut();
          }}
        />
      ) : mayChange ? (
        <button type="button" className="button" onClick={() => setChanging(true)}>
          {t("escalation.change")}
        </button>
      ) : (
        <p className="steward-hint">{t("escalation.mayNot")}</p>
      )}
    </section>
  );
}

function RosterTable({ roster }: { readonly roster: RosterOf }): ReactNode {
  const names = new Map(roster.people.map(({ id, name }) => [id, name]));
  return (
    <>
      <p className="steward-hint">
        {t("escalation.byAt", { n: roster.version, by: roster.putBy, reason: roster.reason })} · {roster.timeZone}
      </p>
      <Table heads={[t("escalation.person"), t("escalation.duties"), t("escalation.where"), t("escalation.shifts")]}>
        {roster.duties.map((duty, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a duty is its place
          <tr key={place}>
            <td>{names.get(duty.person) ?? duty.person}</td>
            <td>
              {roleWord(duty.role)}
              {duty.team !== null && ` · ${t("escalation.teamOf", { team: duty.team })}`}
            </td>
            <td>{duty.resources.join(", ") || t("escalation.everywhere")}</td>
            <td>{dutyInWords(duty) || t("escalation.always")}</td>
          </tr>
        ))}
      </Table>
      {roster.standIns.length > 0 && (
        <p>
          {t("escalation.standIns")}:{" "}
          {roster.standIns
            .map(({ of, by, from, to }) =>
              t("escalation.standIn", { of: names.get(of) ?? of, by: names.get(by) ?? by, from, to }),
            )
            .join("; ")}
        </p>
      )}
      {roster.holidays.length > 0 && (
        <p>
          {t("escalation.holidays")}: {roster.holidays.join(", ")}
        </p>
      )}
    </>
  );
}

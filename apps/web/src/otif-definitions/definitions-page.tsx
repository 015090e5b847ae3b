import type { OtifDefinition } from "@lockstep/protocol/generated/schema";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { READ_DEFINITIONS } from "../api/definition-documents.ts";
import { Panel } from "../detail/panel.tsx";
import "../escalation/escalation.css";
import "../i18n/definitions-texts.ts";
import "../i18n/detail-texts.ts";
import "../i18n/leader-texts.ts";
import { t } from "../i18n/i18n.ts";
import { weeksBack } from "../leader/periods.ts";
import { useKept } from "../live/use-kept.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useNow, usePlant, useView, useZone } from "../shell/context.tsx";
import { Choice } from "../ui/choice.tsx";
import { Declare } from "./declare.tsx";
import { type Draft, draftOf } from "./definition-draft.ts";
import "./definitions.css";
import { Versions } from "./versions.tsx";

const NOTHING: Record<string, never> = {};
const FRESH = "";
/** As many as the leader's page looks back. */
const WEEKS = 13;

/** What on time in full means here, which versions there were, and another one: compared before it is declared. */
export function DefinitionsPage(): ReactNode {
  const answer = useKept(useLiveQuery(READ_DEFINITIONS, NOTHING), "");
  const { site } = useView();
  return (
    <main className="definitions live-page" id="main">
      <h1>{t("definitions.title")}</h1>
      <p className="definitions-hint">{t("definitions.hint")}</p>
      <p>
        <Link to="/leader" search={{ site }} className="open">
          {t("definitions.back")}
        </Link>
      </p>
      <Panel answer={answer} pick={(data) => data}>
        {(data) => <Shown all={data.otifDefinitions} mayDefine={data.mayDefineOtif} again={answer.again} />}
      </Panel>
    </main>
  );
}

interface ShownProps {
  readonly all: readonly OtifDefinition[];
  readonly mayDefine: boolean;
  readonly again: () => void;
}

function Shown({ all, mayDefine, again }: ShownProps): ReactNode {
  const { id: asked } = useSearch({ from: "/definitions" });
  const { site } = useView();
  const zone = useZone();
  const plant = usePlant();
  const range = weeksBack(useNow(), zone, WEEKS);
  const navigate = useNavigate();
  const ids = [...new Set(all.map(({ id }) => id))];
  const [isFresh, setFresh] = useState(false);
  const id = ids.find((one) => one === asked) ?? ids[0] ?? "";
  const versions = all.filter((one) => one.id === id).toSorted((a, b) => b.version - a.version);
  const [taken, setTaken] = useState<{ readonly of: string; readonly draft: Draft } | null>(null);
  const [declared, setDeclared] = useState<{ readonly id: string; readonly version: number } | null>(null);
  const key = isFresh ? FRESH : id;
  const [latest] = versions;
  const draft = taken?.of === key ? taken.draft : latest === undefined ? null : draftOf(latest, zone);
  const start = (from: OtifDefinition): void => setTaken({ of: id, draft: draftOf(from, zone) });
  const choose = (value: string | undefined): void => {
    setDeclared(null);
    setFresh(value === undefined);
    if (value === undefined && latest !== undefined)
      setTaken({ of: FRESH, draft: { ...draftOf(latest, zone), id: "", description: "", from: "", to: "" } });
    else void navigate({ to: "/definitions", search: { site, id: value } });
  };
  return (
    <>
      <div className="definitions-choice">
        <Choice
          label={t("definitions.which")}
          value={isFresh ? undefined : id}
          options={ids.map((value) => ({ value, text: value }))}
          {...(mayDefine ? { any: t("definitions.fresh") } : {})}
          onChange={choose}
        />
        {declared !== null && <p role="status">{t("definitions.done", { id: declared.id, n: declared.version })}</p>}
      </div>
      {!isFresh && <Versions id={id} versions={versions} onTake={mayDefine ? start : null} />}
      {!mayDefine && <p className="definitions-hint">{t("definitions.mayNot")}</p>}
      {mayDefine && draft !== null && (
        <Declare
          key={key}
          draft={draft}
          version={isFresh ? 1 : (latest?.version ?? 0) + 1}
          isFresh={isFresh}
          zone={zone}
          customers={plant?.customers ?? []}
          compareOf={{ weeks: WEEKS, ...range, site: site ?? null }}
          onChange={(next) => setTaken({ of: key, draft: next })}
          onDeclared={(made) => {
            setDeclared(made);
            setFresh(false);
            setTaken(null);
            again();
            void navigate({ to: "/definitions", search: { site, id: made.id } });
          }}
        />
      )}
    </>
  );
}

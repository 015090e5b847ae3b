import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useMemo, useState } from "react";
import { type BuiltIn, type DeclaredRule, READ_RULES } from "../api/rule-documents.ts";
import { formatTime } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import "../i18n/quarantine-texts.ts";
import "../i18n/rules-texts.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useZone } from "../shell/context.tsx";
import { Figures } from "../ui/figures.tsx";
import { Notice, Placeholder } from "../ui/notice.tsx";
import { History } from "./history.tsx";
import { OutRuleList, outKey } from "./out-rule-list.tsx";
import { OutRules } from "./out-rules.tsx";
import { useOutRules } from "./out-rules-api.ts";
import { Proposal } from "./proposal.tsx";
import { RuleEditor } from "./rule-editor.tsx";
import { differing, draftKey, EMPTY_FORM, formOf, keyOf, type RuleForm } from "./rule-form.ts";
import { RuleList, type RuleRow } from "./rule-list.tsx";
import "./rules.css";
import { SUGGESTIONS } from "./suggestions.ts";

interface Draft {
  readonly basedOn: number;
  readonly forms: readonly RuleForm[];
}

/** The rules on the way in and out: which hold, what they have done, and what others would. */
export function RulesPage(): ReactNode {
  const { rule: chosen } = useSearch({ from: "/rules" });
  const navigate = useNavigate();
  const zone = useZone();
  const answer = useLiveQuery(READ_RULES, {});
  const [draft, setDraft] = useState<Draft | null>(null);
  const [done, setDone] = useState<number | null>(null);
  const outSets = useOutRules();
  const { data, refusal } = answer;
  const inForce = useMemo(() => data?.ruleSet.rules ?? [], [data?.ruleSet.rules]);
  const forms = draft?.forms ?? inForce.map(formOf);
  const open = (rule: string | undefined): void =>
    void navigate({ to: "/rules", search: (before) => ({ ...before, rule }) });
  const change = (next: readonly RuleForm[]): void => {
    setDone(null);
    setDraft({ basedOn: draft?.basedOn ?? data?.ruleSet.version ?? 0, forms: next });
  };
  const add = (form: RuleForm): void => {
    const key = draftKey(forms);
    change([...forms, { ...form, id: freeId(form.id, forms), key }]);
    open(key);
  };
  const differ = differing(forms, inForce);
  const form = forms.find((one) => keyOf(one) === chosen) ?? null;
  const outSet = outSets.find(({ connector }) => outKey(connector) === chosen) ?? null;
  const builtIn = data?.builtInRules.find(({ name }) => name === chosen) ?? null;
  return (
    <main className={chosen === undefined ? "steward rules" : "steward rules rules-open"} id="main">
      <h1 className="visually-hidden">{t("nav.rules")}</h1>
      <div className="rules-lists">
        <OutRuleList sets={outSets} chosen={chosen} onOpen={open} />
        <section className={`steward-list live-panel${answer.old ? " is-old" : ""}`}>
          <h2>
            {t("nav.rules")} {data && <span className="count">{forms.length + data.builtInRules.length}</span>}
          </h2>
          <p className="steward-hint">{t("rules.hint")}</p>
          {refusal !== null && data === null && (
            <Notice title={refusal.code === "FORBIDDEN" ? t("page.forbidden") : t("detail.failed")} tone="failed">
              <p>{refusal.message}</p>
              <button type="button" className="button" onClick={answer.again}>
                {t("detail.retry")}
              </button>
            </Notice>
          )}
          {data === null && refusal === null && <Placeholder rows={6} label={t("detail.loading")} />}
          {data !== null && (
            <>
              <p>{versionText(data.ruleSet, zone)}</p>
              {forms.length === 0 && <Beginning onAdd={add} />}
              <RuleList
                rows={rowsOf({ forms, inForce, builtIn: data.builtInRules, differ })}
                hits={data.ruleHits}
                chosen={chosen}
                onOpen={open}
              />
              <div className="steward-foot">
                <button type="button" className="button" onClick={() => add({ ...EMPTY_FORM, id: "new-rule" })}>
                  {t("rules.add")}
                </button>
                <span className="as-of">{t("detail.asOf", { time: formatTime(data.asOf.now, zone, "clock") })}</span>
              </div>
            </>
          )}
        </section>
        {data !== null && <History of={data.ruleSetVersions} zone={zone} />}
      </div>
      <section className="steward-detail">
        {done !== null && (
          <p className="quarantine-done" role="status">
            {t("rules.done", { n: done })}
          </p>
        )}
        {form !== null && (
          <>
            <h2>{form.id}</h2>
            <RuleEditor
              key={keyOf(form)}
              form={form}
              isKnown={inForce.some(({ id }) => id === keyOf(form))}
              onChange={(next) => change(forms.map((one) => (one === form ? next : one)))}
              onRemove={() => {
                change(forms.filter((one) => one !== form));
                open(undefined);
              }}
            />
          </>
        )}
        {builtIn !== null && form === null && <BuiltInDetail of={builtIn} />}
        {outSet !== null && <OutRules key={outSet.connector} of={outSet} />}
        {chosen === undefined && differ.size === 0 && data !== null && <Notice title={t("rules.select")} />}
        {chosen !== undefined && form === null && builtIn === null && outSet === null && data !== null && (
          <Notice title={t("rules.declaredNot")} />
        )}
        {data !== null && differ.size > 0 && (
          <Proposal
            forms={forms}
            differ={differ.size}
            basedOn={draft?.basedOn ?? data.ruleSet.version}
            inForce={data.ruleSet.version}
            onDiscard={() => setDraft(null)}
            onDone={(version) => {
              setDraft(null);
              setDone(version);
              if (form !== null) open(form.id.trim());
              answer.again();
            }}
          />
        )}
      </section>
    </main>
  );
}

function versionText(
  { version, at, by, reason }: { version: number; at?: string | null; by?: string | null; reason?: string | null },
  zone: string,
): string {
  if (version === 0 || !at) return t("rules.noVersion");
  return t("rules.inForce", { n: version, when: formatTime(at, zone, "full"), by, reason });
}

interface Rows {
  readonly forms: readonly RuleForm[];
  readonly inForce: readonly DeclaredRule[];
  readonly builtIn: readonly BuiltIn[];
  readonly differ: ReadonlySet<string>;
}

/** The site's own first, then those that are always on. */
function rowsOf({ forms, inForce, builtIn, differ }: Rows): readonly RuleRow[] {
  const versions = new Map(inForce.map(({ id, version }) => [id, version]));
  const own = forms.map((form): RuleRow => {
    const { id, text, kind, on, severity } = form;
    const key = keyOf(form);
    const version = versions.get(key);
    const whose = version === undefined ? t("rules.fresh") : t("rules.own", { n: version });
    const state = !on ? t("rules.off") : differ.has(key) && version !== undefined ? t("rules.changed") : null;
    const grade = kind === "FINDING" && severity !== "" ? severity : null;
    const said = state === null ? whose : `${whose}, ${state}`;
    return { key, id, text, kind, severity: grade, whose: said, isDeclared: true };
  });
  const always = builtIn.map(
    ({ name, text, kind, number }): RuleRow => ({
      ...{ key: name, id: name, text, kind, severity: null, isDeclared: false },
      whose: `${number}, ${t("rules.always")}`,
    }),
  );
  return [...own, ...always];
}

function freeId(wanted: string, forms: readonly RuleForm[]): string {
  const taken = new Set(forms.map(({ id }) => id));
  for (let k = 1; ; k += 1) {
    const id = k === 1 ? wanted : `${wanted}-${k}`;
    if (!taken.has(id)) return id;
  }
}

/** What a site without rules of its own can begin with. */
function Beginning({ onAdd }: { readonly onAdd: (form: RuleForm) => void }): ReactNode {
  return (
    <Notice title={t("rules.emptyTitle")}>
      <p>{t("rules.emptyHint")}</p>
      <div className="form-buttons">
        {SUGGESTIONS.map(({ name, form }) => (
          <button key={name} type="button" className="button" onClick={() => onAdd(form)}>
            {t(name)}
          </button>
        ))}
      </div>
    </Notice>
  );
}

function BuiltInDetail({ of: { number, name, text, kind, version } }: { readonly of: BuiltIn }): ReactNode {
  return (
    <>
      <h2>{name}</h2>
      <p>{text.replaceAll("`", "")}</p>
      <p className="steward-hint">{t("rules.cannotChange")}</p>
      <Figures
        of={[
          { label: t("rules.kind"), value: t(`rules.kind.${kind}`) },
          { label: t("rules.number"), value: number },
          { label: t("rules.code"), value: <code>{version}</code> },
        ]}
      />
    </>
  );
}

import type { Playbook, PlaybookStep } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useState } from "react";
import { READ_PLAYBOOKS } from "../api/playbook-documents.ts";
import { Panel } from "../detail/panel.tsx";
import { t, word } from "../i18n/i18n.ts";
import "../i18n/playbook-texts.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useSiteName } from "../shell/context.tsx";
import { KINDS } from "./choices.ts";
import { PlaybookForm } from "./playbook-form.tsx";
import { Table } from "./table.tsx";

type Kind = (typeof KINDS)[number];

/** What is to be done about each kind at a plant, one line a kind. */
export function Playbooks({ site }: { readonly site: string }): ReactNode {
  const answer = useLiveQuery(READ_PLAYBOOKS, { site });
  const siteName = useSiteName();
  const [changed, setChanged] = useState<Kind | null>(null);
  return (
    <section className="esc-section">
      <h2>{t("playbooks.title")}</h2>
      <p className="steward-hint">{t("playbooks.hint")}</p>
      <Panel answer={answer} pick={({ playbooks, maySettleCalls }) => ({ playbooks, mayChange: maySettleCalls })}>
        {({ playbooks, mayChange }) => {
          const playbookOf = (kind: Kind): Playbook | null => playbooks.find((one) => one.kind === kind) ?? null;
          return (
            <>
              <Table
                heads={[t("playbooks.kind"), t("playbooks.name"), t("playbooks.steps"), t("escalation.version")]}
                action={t("escalation.change")}
              >
                {KINDS.map((kind) => (
                  <Row
                    key={kind}
                    kind={kind}
                    playbook={playbookOf(kind)}
                    onChange={mayChange ? () => setChanged(kind) : null}
                  />
                ))}
              </Table>
              {changed === null ? null : (
                <>
                  <h3 key={changed} ref={focus} tabIndex={-1}>
                    {t("playbooks.form", { kind: word("kind", changed), site: siteName(site) })}
                  </h3>
                  <PlaybookForm
                    key={changed}
                    site={site}
                    kind={changed}
                    playbook={playbookOf(changed)}
                    onClose={() => setChanged(null)}
                    onPut={() => {
                      setChanged(null);
                      answer.again();
                    }}
                  />
                </>
              )}
              {!mayChange && <p className="steward-hint">{t("escalation.mayNot")}</p>}
            </>
          );
        }}
      </Panel>
    </section>
  );
}

/** The form opens below a long table: who asked for it is taken there. Always the same function: it is called once. */
const focus = (head: HTMLElement | null): void => head?.focus();

interface RowProps {
  readonly kind: Kind;
  readonly playbook: Playbook | null;
  /** Null: the viewer may not. */
  readonly onChange: (() => void) | null;
}

const Row = ({ kind, playbook, onChange }: RowProps): ReactNode => (
  <tr>
    <td>{word("kind", kind)}</td>
    <td>{playbook?.name ?? "–"}</td>
    <td>{playbook === null ? t("playbooks.none") : <Steps steps={playbook.steps} />}</td>
    <td>{playbook === null ? "–" : inForce(playbook)}</td>
    <td>
      {onChange !== null && (
        <button type="button" className="button" onClick={onChange}>
          {t(playbook === null ? "playbooks.add" : "escalation.change")}
        </button>
      )}
    </td>
  </tr>
);

function inForce({ site, putAt, version, putBy, reason }: Playbook): string {
  if (putAt === null) return t("escalation.shipped");
  const said = t("escalation.byAt", { n: version, by: putBy, reason });
  return site === null ? `${t("escalation.anyPlant")}, ${said}` : said;
}

const Steps = ({ steps }: { readonly steps: readonly PlaybookStep[] }): ReactNode =>
  steps.length === 0 ? (
    t("playbooks.none")
  ) : (
    <ol className="esc-steps">
      {steps.map(({ text, ownerRole, minutes }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
        <li key={place}>
          {t("escalation.minutes", { n: minutes })} {word("role", ownerRole)}: {text}
        </li>
      ))}
    </ol>
  );

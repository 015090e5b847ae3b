import { type ReactNode, useState } from "react";
import "./escalation.css";
import "../i18n/detail-texts.ts";
import "../i18n/escalation-texts.ts";
import { READ_POLICIES, READ_ROSTER } from "../api/escalation-documents.ts";
import { Panel } from "../detail/panel.tsx";
import { t } from "../i18n/i18n.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { usePlant, useView } from "../shell/context.tsx";
import { Choice } from "../ui/choice.tsx";
import { Notice } from "../ui/notice.tsx";
import { KINDS } from "./choices.ts";
import { DeliveryLog } from "./delivery-log.tsx";
import { Devices } from "./devices.tsx";
import { Notifications } from "./notifications.tsx";
import { Playbooks } from "./playbooks.tsx";
import { Policies } from "./policies.tsx";
import { Roster } from "./roster.tsx";
import { type Callable, callableIn } from "./steps.ts";
import { WhoWould } from "./who-would.tsx";

const NOTHING: Record<string, never> = {};

/** Whom an exception calls, who is there, and what was sent. */
export function EscalationPage(): ReactNode {
  const plant = usePlant();
  const view = useView();
  const [chosen, setChosen] = useState<string | undefined>();
  const sites = plant?.sites ?? [];
  const site = chosen ?? view.site ?? sites[0]?.id;
  return (
    <main className="steward steward-single esc live-page" id="main">
      <h1>{t("nav.escalation")}</h1>
      <p className="steward-hint">{t("escalation.hint")}</p>
      <Notifications />
      <Devices />
      <div className="esc-choices">
        <Choice
          label={t("escalation.plant")}
          value={site}
          options={sites.map(({ id, name }) => ({ value: id, text: name }))}
          onChange={setChosen}
        />
      </div>
      {site !== undefined && <WhoWould key={site} site={site} />}
      {site !== undefined && <InForce key={`in-force ${site}`} site={site} />}
      {site !== undefined && <Playbooks key={`playbooks ${site}`} site={site} />}
      <DeliveryLog />
    </main>
  );
}

const NOBODY: Callable = { people: [], teams: [] };

function InForce({ site }: { readonly site: string }): ReactNode {
  const view = useView();
  const policies = useLiveQuery(READ_POLICIES, NOTHING);
  const roster = useLiveQuery(READ_ROSTER, { site });
  const again = (): void => {
    policies.again();
    roster.again();
  };
  const mayChange = roster.data?.maySettleCalls === true;
  const health = policies.data?.escalationHealth;
  return (
    <>
      {health?.isHealthy === false && (
        <Notice tone="failed" title={t("escalation.unhealthy")}>
          <p>
            {t("escalation.unhealthyHint", {
              steps: health.overdueSteps,
              messages: health.overdueMessages,
              failed: health.failedMessages,
            })}
          </p>
        </Notice>
      )}
      <Panel answer={policies} pick={(data) => data.escalationPolicies}>
        {(all) => (
          <Policies
            policies={all.filter((one) => one.site === null || one.site === site)}
            site={site}
            mayChange={mayChange}
            callable={roster.data?.roster ? callableIn(roster.data.roster) : NOBODY}
            proposed={KINDS.find((one) => one === view.kind?.[0])}
            unreachable={roster.data?.unreachableSteps ?? []}
            onPut={again}
          />
        )}
      </Panel>
      <Panel answer={roster} pick={(data) => ({ roster: data.roster })}>
        {({ roster: inForce }) => <Roster site={site} roster={inForce} mayChange={mayChange} onPut={again} />}
      </Panel>
    </>
  );
}

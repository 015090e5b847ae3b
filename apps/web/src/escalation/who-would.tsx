import { type ReactNode, useState } from "react";
import { READ_WOULD_CALL } from "../api/escalation-documents.ts";
import { Panel } from "../detail/panel.tsx";
import { t, word } from "../i18n/i18n.ts";
import { SEVERITIES } from "../live/severity.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useZone } from "../shell/context.tsx";
import { Choice } from "../ui/choice.tsx";
import { KINDS } from "./choices.ts";
import { WouldSteps } from "./would-steps.tsx";

/** Who would be called if something of a kind stood there now. */
export function WhoWould({ site }: { readonly site: string }): ReactNode {
  const [kind, setKind] = useState<string>("MACHINE_DOWN");
  const [severity, setSeverity] = useState<string>("CRITICAL");
  const [resource, setResource] = useState<string | undefined>();
  const answer = useLiveQuery(READ_WOULD_CALL, { site, kind, severity, resource: resource ?? null });
  const zone = useZone(site);
  return (
    <section className="esc-section">
      <h2>{t("escalation.would")}</h2>
      <div className="esc-choices">
        <Choice
          label={t("escalation.kind")}
          value={kind}
          options={KINDS.map((one) => ({ value: one, text: word("kind", one) }))}
          onChange={(one) => setKind(one ?? kind)}
        />
        <Choice
          label={t("escalation.severity")}
          value={severity}
          options={SEVERITIES.map((one) => ({ value: one, text: word("severity", one) }))}
          onChange={(one) => setSeverity(one ?? severity)}
        />
        <Choice
          label={t("escalation.resource")}
          any={t("escalation.anyResource")}
          value={resource}
          options={(answer.data?.resources ?? []).map(({ id, name }) => ({ value: id, text: name }))}
          onChange={setResource}
        />
      </div>
      <Panel answer={answer} pick={(data) => data.wouldCall}>
        {({ steps }) => <WouldSteps steps={steps} zone={zone} />}
      </Panel>
    </section>
  );
}

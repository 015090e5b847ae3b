import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import type { OutRuleSet } from "./out-rules-api.ts";

/** How a connector's rules are named in the page's address, beside the rules on the way in. */
export const outKey = (connector: string): string => `out:${connector}`;

interface ListProps {
  readonly sets: readonly OutRuleSet[];
  readonly chosen: string | undefined;
  readonly onOpen: (key: string) => void;
}

/** The systems that are told what was made, each with the rules that hold its commands back. */
export function OutRuleList({ sets, chosen, onOpen }: ListProps): ReactNode {
  if (sets.length === 0) return null;
  return (
    <section className="rules-out-list">
      <h2>{t("rules.outTitle")}</h2>
      <div className="form-buttons">
        {sets.map(({ connector, version, rules }) => (
          <button
            key={connector}
            type="button"
            className="button"
            aria-current={chosen === outKey(connector) ? "true" : undefined}
            onClick={() => onOpen(outKey(connector))}
          >
            {t("rules.outSet", { connector, n: version, count: rules.length })}
          </button>
        ))}
      </div>
    </section>
  );
}

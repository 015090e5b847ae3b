import type { OutRuleShape, OutRulesAnswer, OutRulesPreview } from "@lockstep/protocol/outgoing";
import { useEffect, useState } from "react";
import { restJson } from "../api/rest.ts";

export type OutRuleSet = OutRulesAnswer["connectors"][number];

export const previewOutRules = (connector: string, rules: readonly OutRuleShape[]): Promise<OutRulesPreview> =>
  restJson("POST", "/outgoing/preview", { connector, rules });

/** What is declared of each connector that tells; it changes with a start of the server alone. Empty until it is known. */
export function useOutRules(): readonly OutRuleSet[] {
  const [sets, setSets] = useState<readonly OutRuleSet[]>([]);
  useEffect(() => {
    let isOver = false;
    restJson<OutRulesAnswer>("GET", "/outgoing/rules").then(
      ({ connectors }) => {
        if (!isOver) setSets(connectors);
      },
      // The rest of the page says what is wrong.
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, []);
  return sets;
}

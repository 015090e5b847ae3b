import { ok, type Result, refuse } from "@lockstep/domain/result";

/** Who has what a connector's facts break, before anybody took it: `*` at the end stands for any rest of its name. */
export interface StewardRule {
  readonly connector: string;
  readonly steward: string;
}

/** `tryton=maria,http:*=stan,*=stan`; refuses, in words, what is none. */
export function readStewards(text: string): Result<readonly StewardRule[], string> {
  const rules: StewardRule[] = [];
  for (const part of text.split(",").map((one) => one.trim())) {
    if (part === "") continue;
    const at = part.lastIndexOf("=");
    const [connector, steward] = [part.slice(0, Math.max(0, at)).trim(), part.slice(at + 1).trim()];
    if (connector === "" || steward === "" || connector.slice(0, -1).includes("*"))
      return refuse(`"${part}" is not of the form connector=steward, such as tryton=maria or http:*=stan`);
    rules.push({ connector, steward });
  }
  return ok(rules);
}

/** The rule that names most of the connector's name says who it is; null: nobody, so all stewards. */
export function stewardOf(rules: readonly StewardRule[], connector: string): string | null {
  let best: StewardRule | null = null;
  for (const rule of rules) {
    if (fits(rule, connector) && (best === null || rule.connector.length > best.connector.length)) best = rule;
  }
  return best?.steward ?? null;
}

const fits = ({ connector: pattern }: StewardRule, connector: string): boolean =>
  pattern.endsWith("*") ? connector.startsWith(pattern.slice(0, -1)) : pattern === connector;

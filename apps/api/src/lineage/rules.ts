import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LineageRule } from "@lockstep/protocol/generated/schema";
import { hashSources, sourceOf } from "../restore/rules-version.ts";

const PACKAGES = [
  { name: "domain", entry: "@lockstep/domain/check-event" },
  { name: "engine", entry: "@lockstep/engine/engine" },
  { name: "workflow", entry: "@lockstep/workflow/life" },
] as const;

export interface RuleBook {
  /** A hash of the text of all rules and of the code that carries them out: another one, other rules. */
  readonly version: string;
  rule(number: string): LineageRule | null;
  readonly all: readonly LineageRule[];
}

let book: RuleBook | null = null;

/** The rules that this process goes by; read when somebody first asks, and they do not change while it runs. */
export function rulesInForce(): RuleBook {
  book ??= readBook();
  return book;
}

function readBook(): RuleBook {
  const hash = createHash("sha256");
  const rules = new Map<string, LineageRule>();
  for (const { name, entry } of PACKAGES) {
    const source = sourceOf(entry);
    const spec = readFileSync(join(source, "../SPEC.md"), "utf8");
    hashSources(hash.update(`${name}\n`).update(spec), source);
    for (const rule of rulesIn(spec)) rules.set(rule.number, { ...rule, file: `packages/${name}/SPEC.md` });
  }
  return { version: hash.digest("hex"), rule: (number) => rules.get(number) ?? null, all: [...rules.values()] };
}

/** `- **[P1]** text`, to the next rule, heading or empty line. */
function rulesIn(spec: string): { readonly number: string; readonly text: string }[] {
  return [...spec.matchAll(/^- \*\*\[([A-Z]\d+)\]\*\* ([\s\S]*?)(?=\n- |\n#|\n\n|$(?![\s\S]))/gm)].map(
    ([, number = "", text = ""]) => ({ number, text: text.replaceAll(/\s+/g, " ").trim() }),
  );
}

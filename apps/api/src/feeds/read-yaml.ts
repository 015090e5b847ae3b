import { ok, type Result, refuse } from "@lockstep/domain/result";
import { parseDocument } from "yaml";

/** What a text in YAML or JSON says, or in one line where it is neither; a tag that nobody knows is a mistake as well. */
export function readYaml(text: string): Result<unknown, string> {
  try {
    const document = parseDocument(text);
    const [wrong] = [...document.errors, ...document.warnings];
    if (wrong !== undefined) return refuse(firstLine(wrong));
    return ok(document.toJS({ maxAliasCount: 100 }) as unknown);
  } catch (error) {
    return refuse(firstLine(error));
  }
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";

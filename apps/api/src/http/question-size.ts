import { isObject } from "@lockstep/domain/json";
import { LIMITS } from "../graphql/limits.ts";
import { MOST_FACT_BYTES } from "./lines.ts";

/** Of a fact as text within JSON: escaped, a byte of it may be three. */
const MOST_ESCAPED = 3 * MOST_FACT_BYTES;
const CORRECTING = "resubmitQuarantined";

/** How long the body of a question may be at all: a fact that somebody has corrected is in it whole. */
export const MOST_QUESTION_BYTES = LIMITS.bodyBytes + MOST_ESCAPED;

export const QUESTION_TOO_LONG =
  `A question may have ${LIMITS.bodyBytes} bytes: ask for less at once. The fact of ${CORRECTING} does not count if it is a ` +
  `variable, and may have ${MOST_FACT_BYTES}.`;

/** Whether a question is too long; its longest text does not count where a fact is corrected. */
export function isTooLong(text: string, question: unknown): boolean {
  if (Buffer.byteLength(text) <= LIMITS.bodyBytes) return false;
  if (!isObject(question)) return true;
  const { query, variables } = question;
  if (typeof query !== "string" || !query.includes(CORRECTING) || !isObject(variables)) return true;
  const texts = Object.entries(variables).filter((one): one is [string, string] => typeof one[1] === "string");
  const [longest] = texts.toSorted(([, a], [, b]) => b.length - a.length);
  if (longest === undefined) return true;
  const rest = { ...question, variables: { ...variables, [longest[0]]: "" } };
  return Buffer.byteLength(JSON.stringify(rest)) > LIMITS.bodyBytes;
}

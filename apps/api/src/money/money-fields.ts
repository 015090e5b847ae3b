import { contentHash } from "@lockstep/domain/content-hash";
import { canonicalText } from "@lockstep/domain/json";
import type { Evidence } from "@lockstep/protocol/generated/schema";
import { defaultFieldResolver, type GraphQLFieldResolver } from "graphql";
import type { Viewer } from "../identity/viewer.ts";
import { isMoneyPath, jsonWithoutMoney, withoutMoney, wordsWithoutMoney } from "./hide-money.ts";

/** What stands in the place of a field for who is shown no money. Never asked of null. */
type Hide = (value: never, parent: never) => unknown;

const nothing: Hide = () => null;
const json: Hide = (text: string) => jsonWithoutMoney(text);
const words: Hide = (text: string) => wordsWithoutMoney(text);
const change =
  (place: "path" | "what"): Hide =>
  (text: string, parent: Readonly<Record<string, string>>) =>
    isMoneyPath(parent[place] ?? "") ? null : isJsonObject(text) ? jsonWithoutMoney(text) : wordsWithoutMoney(text);

const isJsonObject = (text: string): boolean => text.startsWith("{") || text.startsWith("[");

/**
 * Every field that tells money, by itself or within a text: the one place that says what of an answer is kept back from those who are
 * shown no money. Rows, files, messages and the socket lead here or to `hide-money.ts`.
 */
export const MONEY_FIELDS: Readonly<Record<string, Hide>> = {
  "Money.amount": nothing,
  "PlanBars.valueAtRisk": (column: readonly unknown[]) => column.map(() => null),
  "FactRecord.event": json,
  "QuarantinedFact.fact": json,
  "QuarantinedFact.corrected": json,
  "QuarantinedFact.reason": words,
  "QuarantineCause.reason": words,
  "QuarantineStillWrong.reason": words,
  "QuarantineChange.from": change("path"),
  "QuarantineChange.value": change("path"),
  "RawMessage.text": nothing,
  "Lineage.value": json,
  "LineagePart.value": json,
  "LineagePartConnection.total": json,
  "LineageAct.note": words,
  "Lineage.evidence": sealedAnew,
  "Notification.title": words,
  "Notification.text": words,
  "Delivery.title": words,
  "WeeklyDigest.title": words,
  "WeeklyDigest.text": words,
  "WeeklyDigest.html": words,
  "WeeklyDigest.csv": words,
  "AuditRecord.before": words,
  "AuditRecord.after": words,
  "AuditRecord.note": words,
  "AuditChange.before": change("what"),
  "AuditChange.after": change("what"),
  "AuditEntry.note": words,
  "Finding.text": words,
  "RuleExample.text": words,
};

/** What of evidence is more than values. */
interface Sealed {
  readonly messages: readonly object[];
  readonly acts: { readonly nodes: readonly { readonly note: string | null }[] };
}

/** It can still be held against its own hash; the messages that facts were made of are left out. */
function sealedAnew({ json: text, sha256, text: short }: Evidence): Evidence {
  const { evidence } = JSON.parse(text) as { readonly evidence: Sealed };
  const messages = evidence.messages.map((message) => ({ ...message, text: null }));
  const acts = evidence.acts.nodes.map(({ note, ...act }) => ({ ...act, note: note && wordsWithoutMoney(note) }));
  const hidden = { ...withoutMoney(evidence), messages, acts: { ...evidence.acts, nodes: acts } };
  const hash = contentHash(canonicalText(hidden));
  return {
    json: canonicalText({ evidence: hidden, sha256: hash }),
    sha256: hash,
    text: wordsWithoutMoney(short).replaceAll(sha256, hash),
  };
}

type Resolvers = Readonly<Record<string, unknown>>;
type Resolve = GraphQLFieldResolver<unknown, { readonly viewer: Viewer }>;

/** The same resolvers, with every money field kept back from who is shown no money. */
export function hidingMoney<T extends object>(resolvers: T): T {
  const hiding: Record<string, unknown> = { ...(resolvers as Resolvers) };
  for (const [name, hide] of Object.entries(MONEY_FIELDS)) {
    const [type = "", field = ""] = name.split(".");
    const fields = (hiding[type] ?? {}) as Readonly<Record<string, Resolve>>;
    hiding[type] = { ...fields, [field]: hidingField(fields[field] ?? defaultFieldResolver, hide) };
  }
  return hiding as T;
}

function hidingField(resolve: Resolve, hide: Hide): Resolve {
  return (parent, args, context, info) => {
    const found: unknown = resolve(parent, args, context, info);
    if (context.viewer.withoutMoney !== true) return found;
    const hidden = (value: unknown): unknown =>
      value === null || value === undefined ? null : hide(value as never, parent as never);
    return found instanceof Promise ? found.then(hidden) : hidden(found);
  };
}

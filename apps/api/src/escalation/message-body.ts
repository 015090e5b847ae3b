import { earliest, type Instant, isoOf } from "@lockstep/domain/instant";
import type { WeeklyText } from "@lockstep/workflow/digest/weekly-text";
import { namedAmong } from "@lockstep/workflow/escalation/lost-lines";
import type { Message } from "@lockstep/workflow/escalation/messages";
import { type Person, siteKey } from "@lockstep/workflow/escalation/model";
import { type FoundPerson, personIn } from "@lockstep/workflow/escalation/who";
import type { ExceptionRecord, WorkflowState } from "@lockstep/workflow/model";
import { watcherIn } from "@lockstep/workflow/watch/tell-watchers";
import { currentSeen } from "@lockstep/workflow/weight";
import { wordsWithoutMoney } from "../money/hide-money.ts";
import { sitesOfSubject } from "../query/belongs.ts";
import type { View } from "../view/view.ts";
import { siteTimeZone } from "../wire/names.ts";
import { titleOf } from "../wire/title.ts";
import type { Outgoing } from "./channels/channel.ts";

/** What is sent, in words, the same over every channel. */
export interface MessageBody {
  readonly title: string;
  readonly text: string;
  readonly exceptionId: string | null;
  readonly severity: string | null;
  readonly reason: Message["reason"];
  readonly site: string | null;
  readonly at: string;
  /** In a digest, how many it is about. */
  readonly count: number;
  /** Where to send it; null: not over this channel, or it is not known. Of a webhook only the name of its target. */
  readonly address: string | null;
  /** Of which other site's roster the person is, where it is neither that of `site` nor the company's. */
  readonly roster?: string;
  /** Of a weekly digest: the same text with headings, and its figures as a file. */
  readonly html?: string;
  readonly csv?: string;
}

/** What the weekly digest of a site, or of all, says of a view; null: it cannot be written. */
export type WriteWeekly = (view: View, site: string | null, timeZone: string) => WeeklyText | null;

/** A digest names so many; it counts all. */
const MOST_NAMED = 20;

export function bodyOf(message: Message, state: WorkflowState, view: View, weekly?: WriteWeekly): MessageBody {
  const { exceptionId, severity, reason, site, at, exceptions, channel } = message;
  const words = reason === "weekly" ? ofWeek(message, state, view, weekly) : wordsOf(message, state, view);
  const about = { exceptionId, severity, reason, site, at: isoOf(at), count: exceptions.length };
  const found = contactOf(message, state, view);
  const roster = found === null || found.site === null || found.site === site ? {} : { roster: found.site };
  return { ...words, ...about, ...roster, address: found === null ? null : addressOver(channel, found.person) };
}

/** Of a webhook the name of its target. */
export const addressOver = (channel: Message["channel"], { email, webhook }: Person): string | null =>
  channel === "email" ? email : channel === "webhook" ? webhook : null;

/**
 * How they are reached now who were to be told; null: no more. By the rosters that this was written by alone: another site's
 * may name them meanwhile, with any address.
 */
export function presentContact(
  { person, body }: Pick<Outgoing, "person" | "body">,
  state: WorkflowState,
): Person | null {
  const { reason, site, exceptionId, roster } = body;
  if (reason === "watched") return watcherOf(exceptionId, person, state)?.person ?? null;
  const sites = [site, roster].filter((one) => typeof one === "string");
  return personIn(state.escalation, person, sites)?.person ?? null;
}

/** The same for somebody who is shown no money. */
export function bodyWithoutMoney({ title, text, html, csv, ...about }: MessageBody): MessageBody {
  return {
    ...about,
    ...{ title: wordsWithoutMoney(title), text: wordsWithoutMoney(text) },
    ...(html === undefined ? {} : { html: wordsWithoutMoney(html) }),
    ...(csv === undefined ? {} : { csv: wordsWithoutMoney(csv) }),
  };
}

/** By the rosters of where it is, and by no other. What is watched goes by those of whom sees it there. */
function contactOf(
  { person, site, reason, exceptionId }: Message,
  state: WorkflowState,
  { world }: View,
): FoundPerson | null {
  if (reason === "watched") return watcherOf(exceptionId, person, state);
  const record = state.records.get(exceptionId ?? "");
  const there = record === undefined ? [] : sitesOfSubject(record.subjectType, record.subject, world);
  const seen = record === undefined ? [] : currentSeen(state, record).sites;
  return personIn(state.escalation, person, [...new Set([...(site === null ? [] : [site]), ...there, ...seen])]);
}

function watcherOf(exceptionId: string | null, person: string, state: WorkflowState): FoundPerson | null {
  const record = state.records.get(exceptionId ?? "");
  const watcher = record?.watchers.find((one) => one.person === person);
  return record && watcher ? watcherIn(state.escalation, watcher, currentSeen(state, record)) : null;
}

type Words = Pick<MessageBody, "title" | "text">;

function ofWeek(
  { site, note }: Message,
  { escalation }: WorkflowState,
  view: View,
  weekly: WriteWeekly | undefined,
): Words & Pick<MessageBody, "html" | "csv"> {
  const timeZone = escalation.rosters.get(siteKey(site))?.at(-1)?.timeZone ?? "UTC";
  const written = weekly?.(view, site, timeZone) ?? null;
  if (written === null) {
    const text = `${note} could not be written: look at the leader's page for its figures.`;
    return { title: "The weekly digest could not be written", text };
  }
  const { title, text, html, csv } = written;
  return { title, text, html, csv };
}

function wordsOf(message: Message, state: WorkflowState, view: View): Words {
  const { exceptionId, exceptions, reason, note, site } = message;
  if (reason === "quarantine") return { title: "Facts in quarantine that nobody has settled", text: note };
  if (reason === "handover") return { title: "A handover that nobody has accepted", text: note };
  // What they see of its lines may be less than all of it.
  if (reason === "watched" && exceptionId !== null) return ofChange(exceptionId, note, state, view);
  if (exceptionId === null) return ofSeveral(exceptions, state, view);
  return ofOne(exceptionId, { site, note: reason === "step" ? null : withLines(message, view) }, state, view);
}

/** Of lines that are lost it names those that leave from the plant whose roster the addressee is of; of the company's, all. */
function withLines({ note, lost = [], site }: Message, { world }: View): string {
  const named = namedAmong(lost, (line) => site === null || world.salesOrderLines.get(line)?.data.site === site);
  return named === null ? note : `${note}: ${named}`;
}

/** Whom another plant's roster names may see nothing of the rest: they are told of the lines of that plant. */
function ofOne(
  id: string,
  { site, note }: Pick<Message, "site"> & { readonly note: string | null },
  state: WorkflowState,
  view: View,
): Words {
  const record = state.records.get(id);
  if (record === undefined) return { title: id, text: note ?? "" };
  const source = view.exceptions.get(id);
  const all = source?.impacts ?? [];
  const impacts = site === null ? all : all.filter((one) => one.site === site);
  const isAll = impacts.length === all.length;
  const actBy = isAll ? (source?.actBy ?? null) : earliest(impacts.map(({ row, actBy: at }) => (row.lost ? null : at)));
  const value = impacts.reduce((sum, { valueAtRiskMinor }) => sum + valueAtRiskMinor, 0);
  const { amount, currency } = view.asMoney(value);
  const lines = impacts.length;
  const where = isAll ? "" : ` at ${view.world.sites.get(site ?? "")?.data.name ?? site}`;
  const zone = siteTimeZone(view.world, source?.sites[0] ?? "");
  const parts = [
    lines === 0
      ? null
      : `${lines === 1 ? "1 order line" : `${lines} order lines`}${where}, ${amount} ${currency ?? ""} at risk`,
    actBy === null || !Number.isFinite(actBy) ? null : `Act by ${wallTime(actBy, zone)}`,
    note,
  ];
  return { title: titled(record, view), text: parts.filter((part) => part !== null).join(". ") };
}

function ofChange(id: string, note: string, state: WorkflowState, view: View): Words {
  const record = state.records.get(id);
  return { title: record === undefined ? id : titled(record, view), text: note };
}

function ofSeveral(ids: readonly string[], state: WorkflowState, view: View): Words {
  const records = ids.flatMap((id) => state.records.get(id) ?? []);
  const kinds = new Map<string, number>();
  for (const { kind } of records) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const counts = [...kinds].sort(([, a], [, b]) => b - a).map(([kind, count]) => `${count} ${kind}`);
  const settled = records.filter((record) => record.state === "resolved" || record.state === "false-flag").length;
  const named = records.slice(0, MOST_NAMED).map((record) => `- ${titled(record, view)}`);
  const rest = records.length > MOST_NAMED ? [`and ${records.length - MOST_NAMED} more`] : [];
  const over = settled === 0 ? [] : [`${settled} of them are over by now.`];
  const title = ids.length === 1 ? "1 exception in the digest" : `${ids.length} exceptions in the digest`;
  return { title, text: [counts.join(", "), ...over, ...named, ...rest].join("\n") };
}

/** By the clock on the wall there, as people say it. */
const wallTime = (at: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone, weekday: "short", day: "numeric", month: "short" },
    ...{ hour: "2-digit", minute: "2-digit", timeZoneName: "short" },
  }).format(at);

const titled = (record: ExceptionRecord, { world }: View): string => titleOf(record, world);

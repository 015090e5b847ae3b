import { isoOf } from "@lockstep/domain/instant";
import type {
  Channel,
  Delivery,
  DeliveryPage,
  EscalationHealth,
  NotificationPage,
  Severity,
} from "@lockstep/protocol/generated/schema";
import type { EscalationMessageRow, SeenStore, Store } from "@lockstep/store/store";
import { mayPut } from "@lockstep/workflow/escalation/put";
import type { MessageBody } from "../escalation/message-body.ts";
import { lookForOverdue } from "../escalation/overdue.ts";
import { towerClock } from "../escalation/tower-clock.ts";
import type { Viewer } from "../identity/viewer.ts";
import { actorOf } from "../wire/actions.ts";
import { isoOrNull, upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";
import { type PageArguments, pageSize, readCursor, writeCursor } from "./paging.ts";

/** What the viewer was told in the app. */
export async function notifications(
  { viewer }: Moment,
  store: SeenStore,
  { unread: isUnreadAlone, ...page }: PageArguments & { readonly unread?: boolean | null },
): Promise<NotificationPage> {
  const query = {
    person: viewer.name,
    channel: "in-app",
    exceptionId: null,
    sites: null,
    isUnread: isUnreadAlone === true,
  };
  const [{ rows, ...about }, unread] = await Promise.all([
    pageOf(store, "notifications", { ...query, page }),
    store.countUnread(viewer.name),
  ]);
  const nodes = rows.map((row) => {
    const { title, text, count } = bodyIn(row);
    const { key: id, at, exceptionId: exception, readAt } = row;
    return {
      ...{ id, title, text, exception, count },
      at: isoOf(at),
      severity: severityOf(row),
      readAt: isoOrNull(readAt),
    };
  });
  return { nodes, unread, ...about };
}

/** What was sent over which channel, at the sites of who asks. */
export async function deliveries(
  moment: Moment,
  store: SeenStore,
  { exception, ...page }: PageArguments & { readonly exception?: string | null },
): Promise<DeliveryPage> {
  const { sites } = moment.viewer.scope;
  const query = { person: null, channel: null, exceptionId: exception ?? null, sites, isUnread: false };
  const { rows, ...about } = await pageOf(store, "deliveries", { ...query, page });
  return { nodes: rows.map((row) => deliveryRow(row, moment.viewer)), ...about };
}

/** What stands in the app is not sent: there is nothing to send again. */
export const isResendable = ({ channel }: EscalationMessageRow): boolean => channel !== "in-app";

/** Without addresses: they are in the roster, for those who may change it. */
export function deliveryRow(row: EscalationMessageRow, viewer: Viewer): Delivery {
  const { key: id, at, person, channel, exceptionId: exception, state, attempts, settledAt, trouble, resentBy } = row;
  const words = { id, person, exception, attempts, trouble, resentBy, title: bodyIn(row).title };
  return {
    ...words,
    at: isoOf(at),
    channel: upper(channel) as Channel,
    state: upper(state),
    mayResend: isResendable(row) && state !== "waiting" && mayPut(actorOf(viewer), row.site),
    settledAt: isoOrNull(settledAt),
  };
}

export async function health({ view }: Moment, store: Pick<Store, "escalationOverdue">): Promise<EscalationHealth> {
  const found = await lookForOverdue(store, towerClock(view));
  const { timers, messages, failed, oldestTimer, oldestMessage } = found;
  const oldest = [oldestTimer, oldestMessage].filter((at) => at !== null);
  return {
    isHealthy: timers + messages + failed === 0,
    overdueSteps: timers,
    overdueMessages: messages,
    failedMessages: failed,
    oldestDueAt: oldest.length === 0 ? null : isoOf(Math.min(...oldest)),
  };
}

interface Asked {
  readonly person: string | null;
  readonly channel: string | null;
  readonly exceptionId: string | null;
  readonly sites: readonly string[] | null;
  readonly isUnread: boolean;
  readonly page: PageArguments;
}

async function pageOf(store: SeenStore, kind: string, { page, ...query }: Asked) {
  const size = pageSize(page.first);
  const [cursor] = page.after === null || page.after === undefined ? [null] : readCursor(kind, page.after);
  const after = cursor === null || cursor === undefined ? null : String(cursor);
  const [found, totalCount] = await Promise.all([
    size === 0 ? [] : store.messagePage({ ...query, first: size + 1, after }),
    store.countMessages(query),
  ]);
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  const endCursor = last === undefined ? null : writeCursor(kind, [last.key]);
  return { rows, totalCount, pageInfo: { hasNextPage: found.length > size, endCursor } };
}

const bodyIn = ({ body }: EscalationMessageRow): MessageBody => JSON.parse(body) as MessageBody;

const severityOf = ({ severity }: EscalationMessageRow): Severity | null =>
  severity === null ? null : (upper(severity) as Severity);

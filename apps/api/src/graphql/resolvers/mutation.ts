import type { MutationResolvers } from "@lockstep/protocol/generated/schema";
import { changeAccount, endSessions } from "../../commands/account-commands.ts";
import { actOn } from "../../commands/act-on.ts";
import { actOnMany } from "../../commands/act-on-many.ts";
import { assignQuarantined } from "../../commands/assign-quarantined.ts";
import { declareOtif } from "../../commands/declare-otif.ts";
import { createFeedToken, revokeFeedToken } from "../../commands/feed-token-commands.ts";
import { acceptHandover, handOverShift } from "../../commands/hand-over.ts";
import { subscribePush, testPush, unsubscribePush } from "../../commands/push-devices.ts";
import {
  putEscalationPolicy,
  putRosterInForce,
  resendDelivery,
  setWeeklyDigest,
} from "../../commands/put-directory.ts";
import { putPlaybookInForce } from "../../commands/put-playbook.ts";
import { putRulesInForce } from "../../commands/put-rules-in-force.ts";
import { reportResourceState } from "../../commands/report-resource-state.ts";
import { discard, resubmit } from "../../commands/settle.ts";
import { discardCause, resubmitCause } from "../../commands/settle-cause.ts";
import { auditVerification } from "../../query/audit.ts";
import type { Context } from "../context.ts";

export const Mutation: MutationResolvers<Context> = {
  acknowledgeException: (_, { note, estimate, at, photos, expectedRevision, ...args }, context) =>
    actOn(context, {
      ...{ type: "acknowledge", note: note ?? null, estimate: estimate ?? null, at: at ?? null, ...args },
      ...{ ...withPhotos(photos), ...decidedOn(expectedRevision) },
    }),
  assignException: (_, { expectedRevision, ...args }, context) =>
    actOn(context, { type: "assign", ...args, ...decidedOn(expectedRevision) }),
  shelveException: (_, { expectedRevision, ...args }, context) =>
    actOn(context, { type: "shelve", ...args, ...decidedOn(expectedRevision) }),
  resolveException: (_, { note, expectedRevision, ...args }, context) =>
    actOn(context, { type: "resolve", note: note ?? null, ...args, ...decidedOn(expectedRevision) }),
  flagFalse: (_, { wrongSystem, expectedRevision, ...args }, context) =>
    actOn(context, { type: "flag-false", wrongSystem: wrongSystem ?? null, ...args, ...decidedOn(expectedRevision) }),
  comment: (_, { photos, expectedRevision, ...args }, context) =>
    actOn(context, { type: "comment", ...args, ...withPhotos(photos), ...decidedOn(expectedRevision) }),
  watchException: (_, args, context) => actOn(context, { type: "watch", ...args }),
  unwatchException: (_, args, context) => actOn(context, { type: "unwatch", ...args }),
  handOver: (_, args, context) => handOverShift(context, args),
  acceptHandover: (_, args, context) => acceptHandover(context, args),
  actOnExceptions: (_, args, context) => actOnMany(context, args),
  reportResourceState: (_, args, context) => reportResourceState(context, args),
  putRuleSetInForce: (_, args, context) => putRulesInForce(context, args),
  mergeException: (_, { expectedRevision, ...args }, context) =>
    actOn(context, { type: "merge", ...args, ...decidedOn(expectedRevision) }),
  splitException: (_, { expectedRevision, ...args }, context) =>
    actOn(context, { type: "split", ...args, ...decidedOn(expectedRevision) }),
  tickPlaybookStep: (_, { note, at, ...args }, context) =>
    actOn(context, { type: "tick-step", note: note ?? null, at: at ?? null, ...args }),
  untickPlaybookStep: (_, { at, ...args }, context) => actOn(context, { type: "untick-step", at: at ?? null, ...args }),
  subscribePush: (_, args, context) => subscribePush(context, args),
  unsubscribePush: (_, { id }, context) => unsubscribePush(context, id),
  testPush: (_, { commandId }, context) => testPush(context, commandId),
  putPlaybook: (_, args, context) => putPlaybookInForce(context, args),
  putEscalationPolicy: (_, args, context) => putEscalationPolicy(context, args),
  putRoster: (_, args, context) => putRosterInForce(context, args),
  setWeeklyDigest: (_, args, context) => setWeeklyDigest(context, args),
  markNotificationsRead: async (_, { ids }, { store, viewer, writer, moment }) => {
    const read = await store.markRead(viewer.name, ids ?? null, moment.view.clock);
    if (read > 0) writer.told(new Set([viewer.name]));
    return read;
  },
  resendDelivery: (_, { id }, context) => resendDelivery(context, id),
  resubmitQuarantined: (_, args, context) => resubmit(context, args),
  discardQuarantined: (_, args, context) => discard(context, args),
  declareOtifDefinition: (_, args, context) => declareOtif(context, args),
  assignQuarantined: (_, args, context) => assignQuarantined(context, args),
  discardQuarantinedCause: (_, args, context) => discardCause(context, args),
  resubmitQuarantinedCause: (_, args, context) => resubmitCause(context, args),
  createFeedToken: (_, args, context) => createFeedToken(context, args),
  endSessions: (_, args, context) => endSessions(context, args),
  changeAccount: (_, args, context) => changeAccount(context, args),
  verifyAudit: (_, __, { auditVerifier, viewer }) => {
    void auditVerifier.verify(viewer.name);
    return auditVerification(auditVerifier.latest);
  },
  revokeFeedToken: (_, { id }, context) => revokeFeedToken(context, id),
};

/** Without one the command is what it was before there were any: sent again, it is the same. */
const decidedOn = (revision: number | null | undefined): { readonly expectedRevision?: number } =>
  revision === null || revision === undefined ? {} : { expectedRevision: revision };

const withPhotos = (photos: readonly string[] | null | undefined): { readonly photos?: readonly string[] } =>
  photos === null || photos === undefined || photos.length === 0 ? {} : { photos };

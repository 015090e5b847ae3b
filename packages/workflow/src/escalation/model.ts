import type { Instant } from "@lockstep/domain/instant";
import type { Severity, Weight } from "../model.ts";
import type { Role } from "../permissions.ts";
import type { QuarantineTold } from "../quarantine/tell-stewards.ts";

/** `push`: on the devices that the person has signed up. */
export type Channel = "in-app" | "email" | "webhook" | "push";

/** Whom a step calls: whoever has the role at the resource then, whoever is there of a team, or one person by name. */
export type Target = { readonly role: Role } | { readonly team: string } | { readonly person: string };

/** As it is written down with a call; of a team, that it is one. */
export const targetName = (to: Target): string =>
  "role" in to ? to.role : "team" in to ? `team ${to.team}` : to.person;

export interface PolicyStep {
  /** Minutes after the exception stood, counted by the policy's clock. */
  readonly afterMinutes: number;
  readonly to: Target;
  readonly channels: readonly Channel[];
}

/** Whom to call for what. Null stands for every site, or every kind. */
export interface Policy {
  readonly site: string | null;
  readonly kind: string | null;
  readonly severity: Severity;
  /** `working`: by the plant's working time; `always`: around the clock. */
  readonly clock: "working" | "always";
  /** For so long a cause must have stood before anybody is called. */
  readonly settleSeconds: number;
  /** An acknowledgement without progress escalates again after so long, by the policy's clock. */
  readonly lapseMinutes: number;
  /** None: it stands in the list and in the digest alone. */
  readonly steps: readonly PolicyStep[];
}

/** A policy as it was put in force; what it replaces stays for exceptions that began before. */
export interface PolicyInForce extends Policy {
  /** Of all policies together: 1 is what is shipped, each change is one more. */
  readonly version: number;
  readonly at: Instant;
  readonly by: string;
  readonly reason: string;
}

/** Wall times are those of the site; an end at or before its start is on the next day. */
export interface WeeklyShift {
  /** 1 for Monday to 7 for Sunday. */
  readonly day: number;
  readonly start: string;
  readonly end: string;
}

/** On this date these shifts hold and not the weekly ones; none: off. */
export interface DatedShift {
  readonly date: string;
  readonly start: string | null;
  readonly end: string | null;
}

export interface Person {
  /** The name that they sign in with. */
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** The name of a webhook target in the settings: its address and its secret stand there and nowhere else. */
  readonly webhook: string | null;
  /** Not disturbed between these wall times, unless it is critical. */
  readonly quiet: { readonly from: string; readonly to: string } | null;
}

/** When somebody has a role, and where. */
export interface Duty {
  readonly person: string;
  readonly role: Role;
  /** The team that they are in meanwhile, which a step may call. Left out or null: none. */
  readonly team?: string | null;
  /** Empty: at every resource of the site. */
  readonly resources: readonly string[];
  /** Empty: at any time. */
  readonly weekly: readonly WeeklyShift[];
  readonly dated: readonly DatedShift[];
}

/** Who does all duties of somebody from one date to another, both included. */
export interface StandIn {
  readonly of: string;
  readonly by: string;
  readonly from: string;
  readonly to: string;
}

export interface Roster {
  /** Null: of the whole company. */
  readonly site: string | null;
  readonly timeZone: string;
  readonly people: readonly Person[];
  readonly duties: readonly Duty[];
  readonly standIns: readonly StandIn[];
  /** Dates on which no weekly shift is. */
  readonly holidays: readonly string[];
}

export interface RosterInForce extends Roster {
  /** 1 for the first of the site. */
  readonly version: number;
  readonly at: Instant;
  readonly by: string;
  readonly reason: string;
  /** When the first one of the site came in force: nobody is called for what was before that. */
  readonly since: Instant;
}

/** One person who was called, and by what. */
export interface CalledPerson {
  readonly person: string;
  readonly name: string;
  readonly channels: readonly Channel[];
  /** A quiet hour holds the other channels back until then. */
  readonly notBefore: Instant | null;
}

export type CallReason =
  | "step"
  /** It weighs something else than when people were told last. */
  | "changed"
  /** Lines are lost: the customer is to be warned. */
  | "lost"
  /** The estimate has passed and the cause stands. */
  | "asked";

/** Somebody was told, or was to be. */
export interface Call {
  readonly reason: CallReason;
  /** From 0; null: no step of the policy. */
  readonly step: number | null;
  readonly round: number;
  /** Who was to be called: a role, a team, or a person's id. */
  readonly target: string;
  readonly role: Role;
  readonly at: Instant;
  readonly dueAt: Instant;
  readonly outcome: "told" | "held" | "unreachable";
  /** Whose roster the people are of; null: the company's, or nobody was found. */
  readonly site: string | null;
  /** Of what a flood holds back: when its digest is due. */
  readonly heldUntil: Instant | null;
  readonly people: readonly CalledPerson[];
}

/** Where the calls for one exception stand. */
export interface Calls {
  /** Of the policies that were in force when it opened. */
  readonly policyVersion: number;
  /** 1 from the start, one more each time that all steps begin anew. */
  readonly round: number;
  readonly roundAt: Instant;
  /** The gravest that its steps have begun for in this round. */
  readonly begunFor: Severity;
  /** The round that began when it opened, or opened again, was put back on the board or split, and when that was. */
  readonly firstRound: number;
  readonly firstRoundAt: Instant;
  /** An acknowledgement was not followed by anything: it is called for as if it were open. */
  readonly hasLapsed: boolean;
  /** When a person did something with it last. */
  readonly progressAt: Instant | null;
  /** It settled on an estimate that did not hold, and is back: whose estimate, and which. */
  readonly broken: { readonly person: string; readonly estimate: Instant } | null;
  /** The estimate that its giver was asked about. */
  readonly askedAbout: Instant | null;
  readonly askedAt: Instant | null;
  readonly made: readonly Call[];
  /** How bad it was when people were told last; null: nobody was. */
  readonly toldAt: Weight | null;
  /** Lines that were told to be lost. */
  readonly lostTold: readonly string[];
}

/** What is held back of a flood for one digest. */
export interface Flood {
  readonly role: Role;
  readonly site: string | null;
  /** When the digest is due. */
  readonly until: Instant;
}

/** Everything that is known of calls besides the exceptions themselves. */
export interface EscalationState {
  readonly policies: readonly PolicyInForce[];
  readonly policyVersion: number;
  /** All versions, oldest first, by site; `*`: of the whole company. */
  readonly rosters: ReadonlyMap<string, readonly RosterInForce[]>;
  /** When each role was called in the last 10 minutes, by `role@site`. */
  readonly announced: ReadonlyMap<string, readonly Instant[]>;
  readonly floods: ReadonlyMap<string, Flood>;
  /** When each site's daily digest was sent last. */
  readonly digests: ReadonlyMap<string, Instant>;
  /** The same of weekly ones. */
  readonly weeklies: ReadonlyMap<string, Instant>;
  /** Who has switched them off. */
  readonly weekliesOff: ReadonlySet<string>;
  /** Of each order line that somebody was told of in the last days to be lost: the exception that said so, and when. */
  readonly lostTold: ReadonlyMap<string, { readonly exceptionId: string; readonly at: Instant }>;
  /** Of causes of quarantine, what people were told last. */
  readonly quarantineTold: ReadonlyMap<string, QuarantineTold>;
}

/** What is audited of calls that is about no single exception. */
export type DirectoryEvent = {
  /** What it is about; no exception's id. */
  readonly exceptionId: string;
  readonly at: Instant;
  readonly by: string;
  readonly before: null;
  readonly after: null;
  readonly note: string | null;
} & (
  | { readonly type: "policy-put"; readonly policy: PolicyInForce }
  | { readonly type: "roster-put"; readonly roster: RosterInForce }
  | {
      readonly type: "digest-sent";
      readonly of: "flood" | "day";
      readonly site: string | null;
      readonly role: Role;
      readonly people: readonly CalledPerson[];
      readonly exceptions: readonly string[];
    }
  | {
      readonly type: "weekly-sent";
      readonly site: string | null;
      /** The week that it is of. */
      readonly week: string;
      readonly people: readonly CalledPerson[];
    }
  | {
      readonly type: "quarantine-overdue";
      readonly cause: string;
      readonly stage: QuarantineTold["stage"];
      readonly people: readonly CalledPerson[];
    }
  | { readonly type: "weekly-switched"; readonly person: string; readonly isOn: boolean }
);

export const COMPANY = "*";
export const siteKey = (site: string | null): string => site ?? COMPANY;
export const budgetKey = (role: string, site: string | null): string => `${role}@${siteKey(site)}`;

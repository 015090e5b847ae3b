import { present } from "@lockstep/domain/assert";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditFilter, NewEscalationMessage, Store } from "../store.ts";
import { auditRow, collect, commitOf, factRecord, factRecords, quarantineRow, readAll } from "./records.ts";

export interface Place {
  /** Opens the store there; the one before must be closed. */
  open(): Promise<Store>;
  remove(): Promise<void>;
}

/** Every text that a driver, an array literal or PostgreSQL's text could trip over. */
const ODD_TEXTS = [
  "",
  " ",
  "NULL",
  "null",
  "{}",
  '{a,"b",NULL}',
  "back\\slash \\\\ \\n \\u0000 \\x41",
  "'single' \"double\" $1 $$ ; -- :name",
  "line\nfeed\r\nand\ttab",
  "nul \u0000 inside",
  "\u0010",
  "\u00100000 looks like an escape \u0010d800",
  "half \ud83d high",
  "half \ude00 low",
  "\ude00\ud83d the wrong way round",
  "\ud800\ud83d\ude00\udc00",
  "whole 😀 é ß 漢字 \u202e\u200b\ufeff\uffff",
];

/** What a store promises, wherever it keeps its data. All but the last tests share one log, which grows. */
export function describeStore(where: string, createPlace: () => Promise<Place>): void {
  describe(`the store ${where}`, { timeout: 60_000 }, () => {
    let place: Place;
    let store: Store;
    let next: number;

    beforeAll(async () => {
      place = await createPlace();
      store = await place.open();
      next = 1;
    }, 60_000);
    afterAll(async () => {
      await store?.close();
      await place?.remove();
    }, 60_000);

    /** The next so many positions of the log. */
    const take = (count: number): number[] => {
      const seqs = Array.from({ length: count }, (_, k) => next + k);
      next += count;
      return seqs;
    };
    const takeOne = (): number => present(take(1)[0], () => "one was taken");

    it("is empty at first", async () => {
      expect(await store.lastSeq()).toBe(0);
      expect(await readAll(store)).toEqual([]);
      expect(await store.clock()).toBeNull();
      expect(await store.loadSnapshot()).toBeNull();
      expect(await store.quarantineCounts()).toEqual({ open: 0, resubmitted: 0, discarded: 0 });
      expect(await store.verifyAudit()).toEqual({ ok: true, value: { count: 0, hash: "0".repeat(64) } });
    });

    describe("what people are told", () => {
      const message = (key: string, more: Partial<NewEscalationMessage> = {}): NewEscalationMessage => ({
        ...{ key, exceptionId: "ex-1", person: "maria", channel: "email", reason: "step", severity: "high", site: "A" },
        ...{ at: 100, dueAt: 100, body: "{}", state: "waiting", ...more },
      });
      const claim = (now: number, dueBy = 1_000) =>
        store.claimMessages({ dueBy, now, leaseUntil: now + 50, first: 10 });
      const keysOf = (rows: readonly { readonly key: string }[]): string[] => rows.map(({ key }) => key).sort();

      it("keeps timers with the decision that moves them, the last of them counts", async () => {
        const timers = [
          { id: "a", dueAt: 20 },
          { id: "b", dueAt: 10 },
          { id: "c", dueAt: 30 },
        ];
        await store.append(commitOf({ timers }));
        await store.append(
          commitOf({
            timers: [
              { id: "a", dueAt: 5 },
              { id: "b", dueAt: null },
            ],
          }),
        );
        expect(await store.escalationTimers()).toEqual([
          { id: "a", dueAt: 5 },
          { id: "c", dueAt: 30 },
        ]);
        expect(await store.escalationOverdue({ before: 30, failedSince: 0 })).toMatchObject({
          timers: 1,
          oldestTimer: 5,
          messages: 0,
        });
        await store.append(
          commitOf({
            timers: [
              { id: "a", dueAt: null },
              { id: "c", dueAt: null },
            ],
          }),
        );
        expect(await store.escalationTimers()).toEqual([]);
      });

      it("gives a message that is due to one at a time, until its lease is over or given up", async () => {
        await store.append(commitOf({ messages: [message("k1"), message("k2"), message("later", { dueAt: 2_000 })] }));
        await store.append(commitOf({ messages: [message("k1", { person: "eve" })] }));
        expect(keysOf(await claim(0))).toEqual(["k1", "k2"]);
        expect(await claim(49)).toEqual([]);
        const again = await claim(50);
        expect(again.map(({ attempts, person }) => [attempts, person])).toEqual([
          [2, "maria"],
          [2, "maria"],
        ]);
        await store.releaseMessages();
        expect(keysOf(await claim(51))).toEqual(["k1", "k2"]);
      });

      it("gives those of one channel alone to who asks for them", async () => {
        const both = [message("m1", { dueAt: 5_000 }), message("w1", { dueAt: 5_000, channel: "webhook" })];
        await store.append(commitOf({ messages: both }));
        const query = { dueBy: 5_000, now: 52, leaseUntil: 53, first: 10, channel: "webhook" };
        expect(keysOf(await store.claimMessages(query))).toEqual(["w1"]);
        for (const key of ["m1", "w1"])
          await store.settleMessage(key, { state: "sent", retryAt: null, settledAt: 53, trouble: null });
      });

      it("passes over those of people of whom enough is claimed", async () => {
        const both = [message("p1", { dueAt: 5_000 }), message("p2", { dueAt: 5_000, person: "pia" })];
        await store.append(commitOf({ messages: both }));
        const query = { dueBy: 5_000, now: 52, leaseUntil: 53, first: 10, channel: "email", notFor: ["maria"] };
        expect(keysOf(await store.claimMessages(query))).toEqual(["p2"]);
        for (const key of ["p1", "p2"])
          await store.settleMessage(key, { state: "sent", retryAt: null, settledAt: 53, trouble: null });
      });

      it("does not give away what is settled, or is to be tried later; a person has it sent again", async () => {
        const fate = { retryAt: null, settledAt: 60, trouble: null } as const;
        await store.settleMessage("k1", { state: "sent", ...fate });
        await store.settleMessage("k2", { state: "waiting", retryAt: 500, settledAt: null, trouble: "no answer" });
        expect(await claim(499)).toEqual([]);
        expect(keysOf(await claim(500))).toEqual(["k2"]);
        await store.settleMessage("k2", { state: "failed", ...fate, trouble: "gone" });
        const overdue = (failedSince: number) => store.escalationOverdue({ before: 1_000, failedSince });
        expect(await overdue(60)).toMatchObject({ messages: 0, failed: 1 });
        expect(await overdue(61), "it was given up before that").toMatchObject({ messages: 0, failed: 0 });
        expect(await store.resendMessage("nobody", "adam")).toBe(false);
        expect(await store.resendMessage("k2", "adam")).toBe(true);
        expect(await store.resendMessage("k2", "adam"), "it waits already").toBe(false);
        expect(await store.findMessage("k2")).toMatchObject({ state: "waiting", attempts: 0, resentBy: "adam" });
        expect(await overdue(60)).toMatchObject({ messages: 1, failed: 0, oldestMessage: 100 });
        expect(keysOf(await claim(600))).toEqual(["k2"]);
        await store.settleMessage("k2", { state: "dropped", ...fate, trouble: "it is resolved" });
        expect(await overdue(60), "what nobody needs is not amiss").toMatchObject({ messages: 0, failed: 0 });
        expect(await claim(10_000)).toEqual([]);
        expect(await store.resendMessage("k2", "adam")).toBe(true);
        expect(keysOf(await claim(600))).toEqual(["k2"]);
        await store.settleMessage("k2", { state: "sent", ...fate });
        await store.settleMessage("later", { state: "sent", ...fate });
      });

      it("shows each person their own, newest first, and marks them as read", async () => {
        const own = (k: number) => message(`app-${k}`, { channel: "in-app", at: 100 + k, state: "sent" });
        await store.append(
          commitOf({ messages: [own(1), own(2), own(3), message("eve-1", { person: "eve", channel: "in-app" })] }),
        );
        const query = { person: "maria", channel: "in-app", exceptionId: null, sites: null, isUnread: false, first: 2 };
        const first = await store.messagePage({ ...query, after: null });
        expect(first.map(({ key }) => key)).toEqual(["app-3", "app-2"]);
        expect(await store.countMessages(query), "all of them, however many a page has").toBe(3);
        expect((await store.messagePage({ ...query, after: "app-2" })).map(({ key }) => key)).toEqual(["app-1"]);
        expect(await store.markRead("maria", ["app-2", "eve-1"], 7)).toBe(1);
        expect(await store.countUnread("maria")).toBe(2);
        expect(await store.countUnread("eve")).toBe(1);
        const reads = { since: 101, until: 8 };
        expect(await store.firstReads(reads), "of what was written").toEqual([["ex-1", 7]]);
        expect(await store.firstReads({ ...reads, since: 103 })).toEqual([]);
        expect(await store.firstReads({ ...reads, until: 6 })).toEqual([]);
        expect(await store.markRead("maria", null, 8)).toBe(2);
        const unread = await store.messagePage({ ...query, isUnread: true, after: null });
        expect(unread).toEqual([]);
        expect(await store.messagePage({ ...query, sites: ["B"], after: null })).toEqual([]);
      });
    });

    it("gives back what was appended, in order, in pages, from any position", async () => {
      const seqs = take(4_500);
      const records = factRecords(seqs[0] ?? 0, seqs.length);
      const parts = [records.slice(0, 1), records.slice(1, 2_000), records.slice(2_000, 4_400), records.slice(4_400)];
      await Promise.all(parts.map((part) => store.append(commitOf({ records: part }))));
      const pages = [];
      for await (const page of store.read(0)) pages.push(page);
      expect(pages.length).toBeGreaterThan(1);
      expect(pages.flat()).toEqual(records.map((record) => ({ ...record, supersededBy: null })));
      expect(await store.lastSeq()).toBe(4_500);
      expect((await readAll(store, 4_498)).map(({ seq }) => seq)).toEqual([4_499, 4_500]);
      expect(await readAll(store, 4_500)).toEqual([]);
    });

    it("keeps the planning network of each record", async () => {
      const [a, b] = [takeOne(), takeOne()];
      const records = [factRecord(a, { network: "north" }), factRecord(b, { network: "south" })];
      await store.append(commitOf({ records }));
      expect((await readAll(store, a - 1)).map(({ network }) => network)).toEqual(["north", "south"]);
    });

    it("reads pages of large records that fit into memory, each with at least one record", async () => {
      const MIB = 1024 * 1024;
      const seqs = take(20);
      const records = seqs.map((seq, k) => factRecord(seq, { body: "x".repeat(k === 3 ? 17 * MIB : MIB) }));
      await store.append(commitOf({ records }));
      const pages = [];
      for await (const page of store.read((seqs[0] ?? 0) - 1)) pages.push(page.map(({ seq }) => seq));
      expect(pages.flat()).toEqual(seqs);
      expect(pages.map((page) => page.length)).toEqual([3, 1, 16]);
    });

    it("refuses a record that leaves a hole or comes again, with all of its commit", async () => {
      const last = await store.lastSeq();
      const broken = [[last + 2], [last], [last + 1, last + 3], [last + 1, last + 1]];
      for (const seqs of broken) {
        const commit = commitOf({ records: seqs.map((seq) => factRecord(seq)), clock: 77 });
        await expect(store.append(commit)).rejects.toThrow("the log has no holes");
      }
      expect(await store.lastSeq()).toBe(last);
      expect(await store.clock()).not.toBe(77);
    });

    it("rejects what waits behind a failed append, and takes the next one", async () => {
      const last = await store.lastSeq();
      const first = store.append(
        commitOf({ records: [factRecord(last + 1)], quarantined: [quarantineRow(1, { id: "twice" })] }),
      );
      await first;
      const failing = store.append(
        commitOf({ records: [factRecord(last + 2)], quarantined: [quarantineRow(1, { id: "twice" })] }),
      );
      const outcome = Promise.allSettled([failing, store.append(commitOf({ records: [factRecord(last + 3)] }))]);
      expect((await outcome).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
      expect(await store.lastSeq()).toBe(last + 1);
      await store.append(commitOf({ records: [factRecord(last + 2)] }));
      expect(await store.lastSeq()).toBe(last + 2);
      next = last + 3;
    });

    it("shows nothing of a commit before all of it is committed", async () => {
      const seqs = take(6_000);
      const before = (seqs[0] ?? 0) - 1;
      const middle = before + 3_000;
      const halves = [factRecords(before + 1, 3_000), factRecords(middle + 1, 3_000)];
      const appends = Promise.all(halves.map((records) => store.append(commitOf({ records, clock: records.length }))));
      let isDone = false;
      const done = appends.finally(() => {
        isDone = true;
      });
      const seen = new Set<number>();
      while (!isDone) seen.add(await store.lastSeq());
      await done;
      seen.add(await store.lastSeq());
      expect([before, middle, middle + 3_000]).toEqual(expect.arrayContaining([...seen]));
      expect(seen).toContain(middle + 3_000);
    });

    it("finds audited records by what they say, newest first, page by page", async () => {
      const seq = takeOne();
      const subject = "Search-Me:LINE-7";
      const marks = [
        auditRow(seq, {
          exceptionId: subject,
          by: "anna",
          action: "commented",
          note: "50% of _all_ \u0000 is GONE",
          at: 10,
        }),
        auditRow(seq, {
          exceptionId: subject,
          by: "bert",
          action: "assigned",
          note: null,
          at: 20,
          event: '{"to":"cleo"}',
        }),
        auditRow(seq, {
          exceptionId: subject,
          by: "anna",
          action: "assigned",
          note: null,
          at: 30,
          event: '{"to":"dora"}',
        }),
      ];
      await store.append(commitOf({ records: [factRecord(seq)], audit: marks }));
      const anything = { from: null, to: null, by: null, action: null, subject: null, text: null };
      const search = async (some: Partial<AuditFilter>) => {
        const filter = { ...anything, subject: { part: "search-me", ids: [] }, ...some };
        const { rows, hasMore } = await store.searchAudit({ filter, first: 50, before: null, after: null });
        expect([rows.length, hasMore]).toEqual([await store.countAudit(filter), false]);
        return rows.map(({ at }) => at);
      };
      expect(await search({})).toEqual([30, 20, 10]);
      expect(await search({ by: "anna" })).toEqual([30, 10]);
      expect(await search({ by: "anna", action: "assigned" })).toEqual([30]);
      expect(await search({ from: 20, to: 30 })).toEqual([20]);
      expect(await search({ text: "CLEO" })).toEqual([20]);
      expect(await search({ text: "_ALL_ \u0000" })).toEqual([10]);
      expect(await search({ text: "5_%" })).toEqual([]);
      expect(await search({ subject: { part: null, ids: [subject] } })).toEqual([30, 20, 10]);
      expect(await search({ subject: { part: null, ids: [subject.slice(0, -1)] } })).toEqual([]);
      const filter = { ...anything, subject: { part: "no such id has", ids: [subject] } };
      const first = await store.searchAudit({ filter, first: 2, before: null, after: null });
      const [newest] = first.rows;
      expect([first.rows.map(({ at }) => at), first.hasMore]).toEqual([[30, 20], true]);
      const before = first.rows.at(-1)?.number ?? 0;
      const second = await store.searchAudit({ filter, first: 2, before, after: null });
      expect([second.rows.map(({ at }) => at), second.hasMore]).toEqual([[10], false]);
      expect((await store.searchAudit({ filter, first: 2, before: null, after: before - 1 })).rows).toEqual(first.rows);
      expect(newest?.hash).toMatch(/^[0-9a-f]{64}$/);
      expect(newest?.previousHash).toBe(first.rows[1]?.hash);
      const { length } = await collect(store.audit());
      expect(await store.countAudit(anything)).toBe(length);
      const told: (readonly [number, number])[] = [];
      await store.verifyAudit([], async (...how) => void told.push(how));
      expect(told.at(-1)).toEqual([length, length]);
    });

    it("gives back odd texts to the last code unit, wherever they stand", async () => {
      const seqs = take(ODD_TEXTS.length);
      const texts = seqs.map((seq, k) => ({ seq, text: ODD_TEXTS[k] ?? "" }));
      const records = texts.map(({ seq, text }) =>
        factRecord(seq, { body: text, source: text, eventId: text, type: text, connector: text }),
      );
      const quarantined = texts.map(({ seq, text }) =>
        quarantineRow(seq, {
          fact: text,
          reason: text,
          connector: text,
          settledBy: text,
          settledReason: text,
          described: text,
          owner: text,
          corrected: text,
        }),
      );
      const audit = texts.map(({ seq, text }) =>
        auditRow(seq, { by: text, note: text, event: text, exceptionId: text }),
      );
      await store.append(commitOf({ records, quarantined, audit }));
      expect(await readAll(store, (seqs[0] ?? 0) - 1)).toEqual(
        records.map((record) => ({ ...record, supersededBy: null })),
      );
      for (const row of quarantined) expect(await store.findQuarantined(row.id)).toEqual(row);
      expect((await collect(store.audit())).slice(-audit.length)).toEqual(
        audit.map((row) => expect.objectContaining({ ...row })),
      );
      expect(await store.verifyAudit()).toMatchObject({ ok: true });
    });

    it("remembers commands by their id, however long or odd, and takes none twice", async () => {
      const ids = ["c-1", "", "x".repeat(200_000), "\ud800", "\ud801", "\u0010d800", "nul \u0000"];
      const rows = take(ids.length).map((seq, k) => ({
        commandId: ids[k] ?? "",
        argumentsHash: `hash-${k}`,
        seq,
        answer: ids[k] ?? "",
      }));
      const records = rows.map(({ seq }) => factRecord(seq, { kind: "command" }));
      await store.append(commitOf({ records, commands: rows }));
      for (const row of rows) expect(await store.findCommand(row.commandId)).toEqual(row);
      expect(await store.findCommand("c-2")).toBeNull();
      expect(await collect(store.commands())).toEqual(rows);
      const again = { commandId: "c-1", argumentsHash: "other", seq: next, answer: null };
      const last = await store.lastSeq();
      await expect(store.append(commitOf({ records: [factRecord(next)], commands: [again] }))).rejects.toThrow();
      expect(await store.lastSeq()).toBe(last);
      expect(await store.findCommand("c-1")).toEqual(rows[0]);
    });

    it("keeps photos, says when somebody sent theirs, and forgets those that were not sent again since", async () => {
      const photo = (sha256: string, at: number, by = "maria") =>
        store.savePhoto({ sha256, type: "image/png", body: Uint8Array.from([1, 2]), at, by });
      for (const [sha256, at] of [
        ["p-1", 100],
        ["p-2", 200],
        ["p-3", 300],
      ] as const)
        await photo(sha256, at);
      await photo("p-4", 300, "ben");
      expect(await store.photoTimes("maria", { since: 200, first: 10 })).toEqual([300, 200]);
      expect(await store.photoTimes("maria", { since: 0, first: 2 })).toEqual([300, 200]);
      expect(await store.photosBefore(250)).toEqual(expect.arrayContaining(["p-1", "p-2"]));
      await photo("p-2", 400);
      await store.deletePhotos(["p-1", "p-2"], 250);
      const kept = await Promise.all(["p-1", "p-2", "p-3"].map((one) => store.hasPhoto(one)));
      expect(kept).toEqual([false, true, true]);
    });

    it("keeps how the tables of each source are read, the latest alone", async () => {
      const row = (source: string, mapping: string) => ({ source, mapping, changedAt: 1, changedBy: "ina" });
      expect(await store.importMappings()).toEqual([]);
      await store.saveImportMapping(row("orders", "{}"));
      await store.saveImportMapping(row("items \u0000 \ud800", '{"a":"\\u0000"}'));
      await store.saveImportMapping({ ...row("orders", '{"b":1}'), changedAt: 2, changedBy: "stu" });
      expect(await store.importMappings()).toEqual([
        row("items \u0000 \ud800", '{"a":"\\u0000"}'),
        { ...row("orders", '{"b":1}'), changedAt: 2, changedBy: "stu" },
      ]);
    });

    it("marks a superseded fact, in the same commit or later", async () => {
      const [a, b, c, d] = [takeOne(), takeOne(), takeOne(), takeOne()];
      await store.append(commitOf({ records: [factRecord(a), factRecord(b)], superseded: [{ seq: a, by: b }] }));
      await Promise.all([
        store.append(commitOf({ records: [factRecord(c)], superseded: [{ seq: b, by: c }] })),
        store.append(commitOf({ records: [factRecord(d)], superseded: [{ seq: c, by: d }] })),
      ]);
      const marks = (await readAll(store, a - 1)).map(({ seq, supersededBy }) => [seq, supersededBy]);
      expect(marks).toEqual([
        [a, b],
        [b, c],
        [c, d],
        [d, null],
      ]);
    });

    it("quarantines, pages through it newest first, and counts by state", async () => {
      const before = await store.quarantineCounts();
      const seqs = take(5);
      const rows = seqs.map((seq) => quarantineRow(seq, { id: `page-${seq}` }));
      const records = seqs.map((seq) => factRecord(seq, { kind: "quarantine" }));
      await store.append(commitOf({ records, quarantined: rows }));
      const newest = rows.toReversed();
      const first = await store.quarantine({ first: 2 });
      expect(first).toEqual({ rows: newest.slice(0, 2), hasMore: true });
      const rest = await store.quarantine({ first: 3, after: first.rows.at(-1)?.id ?? null });
      expect(rest.rows).toEqual(newest.slice(2));
      const everything = await store.quarantine({ first: 1_000 });
      expect(everything.hasMore).toBe(false);
      expect(await store.quarantineCounts()).toEqual({ ...before, open: before.open + 5 });
      const keys = await collect(store.quarantineKeys());
      expect(keys).toHaveLength(everything.rows.length);
      expect(keys.slice(-5)).toEqual(
        rows.map(
          ({ receivedAt: _, fact: __, settledBy: ___, settledAt: _4, settledReason: _5, corrected: _6, ...key }) => key,
        ),
      );
      expect(await store.findQuarantined("nothing")).toBeNull();
    });

    it("settles many in one go as it would one by one, by their ids and by their content, and keeps what was corrected", async () => {
      const seqs = take(40);
      const cause = "qc-many";
      const rows = seqs.map((seq, k) =>
        quarantineRow(seq, { id: `many-${seq}`, contentHash: `many-${k % 35}`, cause }),
      );
      const records = seqs.map((seq) => factRecord(seq, { kind: "quarantine" }));
      await store.append(commitOf({ records, quarantined: rows }));
      const by = { by: "ann", at: 7, reason: null } as const;
      const resubmitted = rows
        .slice(0, 30)
        .map(({ id }, k) => ({ id, state: "resubmitted" as const, ...by, corrected: `{"k":${k},"odd":"\u0000"}` }));
      const again = { id: rows[0]?.id ?? "", state: "discarded" as const, ...by };
      const byContent = { id: "many-34", state: "discarded" as const, ...by, reason: "by content" };
      await store.append(commitOf({ settled: [...resubmitted, again, byContent] }));
      const found = await store.quarantine({ first: 100, cause });
      expect(found.rows.toReversed().map(({ state, corrected }) => [state, corrected])).toEqual(
        rows.map((_, k) => {
          if (k < 30) return ["resubmitted", `{"k":${k},"odd":"\u0000"}`];
          return k === 34 ? ["discarded", null] : ["open", null];
        }),
      );
      expect(await store.countQuarantined({ cause, state: "open" })).toBe(9);
      const [one, other] = found.rows;
      const some = await store.quarantinedRows([other?.id ?? "", "nothing", one?.id ?? ""]);
      expect(some).toHaveLength(2);
      expect(some).toEqual(expect.arrayContaining([one, other]));
      expect(await store.countQuarantined({ cause })).toBe(40);
      const upTo = seqs[9] ?? 0;
      expect(await store.countQuarantined({ cause, upTo })).toBe(10);
      expect((await store.quarantine({ first: 5, cause, upTo })).rows[0]?.seq).toBe(upTo);
      expect(await store.quarantine({ first: 3, cause, state: "open" })).toMatchObject({ hasMore: true });
      expect((await store.quarantine({ first: 9, cause: "qc-none" })).rows).toEqual([]);
    });

    it("keeps who has a fact, and who has a cause, the latest alone", async () => {
      const seq = takeOne();
      const row = quarantineRow(seq, { id: "owned" });
      const assign = (of: "fact" | "cause", id: string, owner: string) => ({ of, id, owner, by: "ann", at: 8 });
      await store.append(
        commitOf({
          records: [factRecord(seq, { kind: "quarantine" })],
          quarantined: [row],
          assigned: [assign("fact", "owned", "bob"), assign("cause", "qc-b", "cai"), assign("cause", "qc-a", "dan")],
        }),
      );
      expect(await store.findQuarantined("owned")).toEqual({ ...row, owner: "bob" });
      await store.append(commitOf({ assigned: [assign("fact", "owned", "eve"), assign("cause", "qc-b", "fay")] }));
      expect(await store.findQuarantined("owned")).toEqual({ ...row, owner: "eve" });
      expect(await store.quarantineOwners()).toEqual([
        ["qc-a", "dan"],
        ["qc-b", "fay"],
      ]);
    });

    it("lets what an older version left be described", async () => {
      const [a, b] = [takeOne(), takeOne()];
      const old = { cause: null, described: null };
      const rows = [quarantineRow(a, { id: "old-a", ...old }), quarantineRow(b, { id: "old-b", ...old })];
      await store.append(commitOf({ records: [factRecord(a), factRecord(b)], quarantined: rows }));
      expect((await store.undescribedQuarantine(1)).map(({ id }) => id)).toEqual(["old-a"]);
      await store.describeQuarantined([
        { id: "old-a", cause: "qc-1", described: '{"odd":"\u0000"}' },
        { id: "old-b", cause: "qc-2", described: "{}" },
      ]);
      expect(await store.undescribedQuarantine(9)).toEqual([]);
      expect(await store.findQuarantined("old-a")).toMatchObject({ cause: "qc-1", described: '{"odd":"\u0000"}' });
    });

    it("settles an open row by its id, once", async () => {
      const seq = takeOne();
      const row = quarantineRow(seq, { id: "by-id" });
      await store.append(commitOf({ records: [factRecord(seq, { kind: "quarantine" })], quarantined: [row] }));
      const discard = { id: "by-id", state: "discarded", by: "ann", at: 5, reason: "a test" } as const;
      await store.append(commitOf({ settled: [discard] }));
      await store.append(commitOf({ settled: [{ ...discard, state: "resubmitted", by: "bob" }] }));
      const settled = { ...row, state: "discarded", settledBy: "ann", settledAt: 5, settledReason: "a test" };
      expect(await store.findQuarantined("by-id")).toEqual(settled);
      const discarded = await store.quarantine({ first: 1_000, state: "discarded" });
      expect(discarded.rows[0]).toEqual(settled);
      expect((await store.quarantineCounts()).discarded).toBe(discarded.rows.length);
      const open = await store.quarantine({ first: 1_000, state: "open" });
      expect(open.rows.map(({ id }) => id)).not.toContain("by-id");
    });

    it("settles by content the oldest row that is open, one for each time, those of the same commit too", async () => {
      const [a, b, c] = [takeOne(), takeOne(), takeOne()];
      const row = (seq: number) => quarantineRow(seq, { id: `same-${seq}`, contentHash: "same" });
      const settle = { id: "same", state: "resubmitted", by: "http", at: 6, reason: null } as const;
      const states = async () =>
        (await collect(store.quarantineKeys()))
          .filter(({ contentHash }) => contentHash === "same")
          .map((key) => key.state);
      const records = [factRecord(a), factRecord(b)];
      await store.append(commitOf({ records, quarantined: [row(a), row(b)], settled: [settle] }));
      expect(await states()).toEqual(["resubmitted", "open"]);
      // The row of the second append comes after the settlements of the first, though both share a transaction.
      await Promise.all([
        store.append(commitOf({ settled: [settle, settle] })),
        store.append(commitOf({ records: [factRecord(c)], quarantined: [row(c)] })),
      ]);
      expect(await states()).toEqual(["resubmitted", "resubmitted", "open"]);
    });

    it("keeps the clock: the last one set, until another is", async () => {
      await Promise.all([store.append(commitOf({ clock: 10 })), store.append(commitOf({ clock: 20 }))]);
      await store.append(commitOf({ clock: null }));
      expect(await store.clock()).toBe(20);
      await store.append(commitOf({ clock: 0 }));
      expect(await store.clock()).toBe(0);
    });

    it("tells where the log stood at a moment, by receipt or by a clock that is moved by hand, and what has given way since", async () => {
      const last = await store.lastSeq();
      const [late, noon] = [1_000_000_000_000, 2_000_000_000_000];
      const [a = 0, b = 0, c = 0, d = 0, e = 0] = take(5);
      const received = (seq: number, after: number) => factRecord(seq, { receivedAt: late + after });
      await store.append(commitOf({ records: [received(a, 1), received(b, 2), received(c, 3)] }));
      await store.append(commitOf({ clock: noon }));
      await store.append(commitOf({ records: [received(d, 3)], superseded: [{ seq: b, by: d }] }));
      await store.append(commitOf({ clock: noon + 100 }));
      await store.append(commitOf({ records: [received(e, 5)] }));
      const live = [0, 1, 2, 3, 4, 5, 9].map((after) => store.seqAt(late + after, "live"));
      expect(await Promise.all(live)).toEqual([last, a, b, d, d, e, e]);
      const manual = [-1, 0, 99, 100, 999].map((after) => store.seqAt(noon + after, "manual"));
      expect(await Promise.all(manual)).toEqual([c, d, d, e, e]);
      const displaced = [a, b, c, d].map(async (seq) => (await store.displacedSince(seq)).map((row) => row.seq));
      expect(await Promise.all(displaced)).toEqual([[], [b], [b], []]);
      await store.append(commitOf({ clock: 0 }));
    });

    it("keeps what each connector remembers, entry by entry", async () => {
      await store.remember("erp", [
        ["cursor", "1"],
        ["row/7", ODD_TEXTS.join("|")],
      ]);
      await store.remember("other", [["cursor", "9"]]);
      await store.remember("erp", [
        ["cursor", "2"],
        ["row/7", null],
        ["row/8", "{}"],
      ]);
      expect(new Map(await store.connectorMemory("erp"))).toEqual(
        new Map([
          ["cursor", "2"],
          ["row/8", "{}"],
        ]),
      );
      await store.remember("erp", [["row/8", ODD_TEXTS.join("|")]]);
      expect(new Map(await store.connectorMemory("erp")).get("row/8")).toBe(ODD_TEXTS.join("|"));
      expect(await store.connectorMemory("other")).toEqual([["cursor", "9"]]);
      expect(await store.connectorMemory("none")).toEqual([]);
    });

    it("takes a command for a foreign system once, and keeps what became of it", async () => {
      const nothing = { reason: null, settledAt: null, what: null, subject: null, site: null, rulesVersion: null };
      const nobody = { heldBy: null, heldWhy: null, decidedBy: null, decidedAt: null, decidedNote: null };
      const never = { sentAt: null, evidencedAt: null, reversedBy: null };
      const waits = { state: "pending", attempts: 0, ...nothing, ...nobody, ...never } as const;
      const first = { connector: "erp", commandId: "c-1", askedBy: "sam", askedAt: 10, command: "{}", ...waits };
      expect(await store.addConnectorCommand(first)).toBe(true);
      expect(await store.addConnectorCommand({ ...first, command: "[]" })).toBe(false);
      const second = { ...first, commandId: "c-2", askedAt: 20 };
      expect(await store.addConnectorCommand(second)).toBe(true);
      const refused = { ...first, state: "refused", attempts: 1, reason: "stale", settledAt: 30 } as const;
      await store.updateConnectorCommand(refused);
      expect(await store.findConnectorCommand("erp", "c-1")).toEqual(refused);
      expect(await store.findConnectorCommand("other", "c-1")).toBeNull();
      const all = { sites: null, name: "ann" };
      expect(await store.newestCommands("erp", all)).toEqual([second, refused]);
      expect(await store.newestCommands("erp", { sites: ["PLANT-A"], name: "sam" })).toEqual([second, refused]);
      expect(await store.newestCommands("erp", { sites: ["PLANT-A"], name: "ann" })).toEqual([]);
      expect(await store.findConnectorCommand("erp", "c-1", { sites: ["PLANT-A"], name: "ann" })).toBeNull();
      expect(await store.connectorCommands("erp", "pending")).toEqual([second]);
      const held = {
        ...first,
        connector: "other",
        commandId: "c-3",
        askedAt: 15,
        state: "held",
        subject: "WO-1",
      } as const;
      const there = { ...held, site: "PLANT-A", heldBy: "approval", heldWhy: "A person\u0000 has to agree." };
      await store.addConnectorCommand(there);
      expect(await store.connectorCommands("erp", "made")).toEqual([]);
      expect(await store.connectorCommands("other", "made")).toEqual([there]);
      expect(await store.newestCommands("other", { sites: ["PLANT-A"], name: "ann" })).toEqual([there]);
      expect(await store.newestCommands("other", { sites: ["PLANT-B"], name: "sam" })).toEqual([]);
      expect(await store.newestCommands("other", { sites: [], name: "ann" })).toEqual([]);
      const open = { states: null, sites: null, first: 2 };
      expect(await store.outbox(open)).toEqual([second, there]);
      expect(await store.outbox({ ...open, sites: ["PLANT-A", "PLANT-B"] })).toEqual([there]);
      expect(await store.outbox({ ...open, states: ["refused"] })).toEqual([refused]);
      expect(await store.outbox({ ...open, sites: [] })).toEqual([]);
      const counts = (await store.outboxCounts()).map((of) => [of.connector, of.state, of.count, of.withReason]);
      expect(counts.sort()).toEqual([
        ["erp", "pending", 1, 0],
        ["erp", "refused", 1, 1],
        ["other", "held", 1, 0],
      ]);
    });

    it("keeps what facts were made of once a text, for as long as it came last, and its hash for ever", async () => {
      const [first = 0, second = 0, third = 0] = take(3);
      const raw = (seq: number, body: string | null) => ({
        seq,
        sha256: `h-${body?.length ?? 0}`,
        place: `row ${seq}`,
        bytes: 9,
        body,
      });
      const [odd, large] = [ODD_TEXTS.join("\n"), null];
      const records = [factRecord(first, { receivedAt: 10 }), factRecord(second, { receivedAt: 20 })];
      await store.append(commitOf({ records, raw: [raw(first, odd), raw(second, odd)] }));
      await store.append(commitOf({ records: [factRecord(third, { receivedAt: 30 })], raw: [raw(third, large)] }));
      expect(await store.rawOf([third, first, second, first - 1])).toEqual([
        raw(first, odd),
        raw(second, odd),
        raw(third, null),
      ]);
      expect(await store.forgetRaw(20)).toBe(0);
      expect(await store.forgetRaw(21)).toBe(1);
      expect(await store.rawOf([first])).toEqual([{ ...raw(first, odd), body: null }]);
    });

    it("keeps every version of the rules that a site declares, in the transaction of the command that brings it", async () => {
      expect(await store.ruleSets(10)).toEqual([]);
      const [first = 0, second = 0] = take(2);
      const row = (version: number, seq: number) => ({
        ...{ version, seq, at: 5, by: "ida", reason: "half \ud83d", rules: '[{"id":"a"}]' },
      });
      await store.append(commitOf({ records: [factRecord(first)], ruleSet: row(1, first) }));
      await store.append(commitOf({ records: [factRecord(second)], ruleSet: row(2, second) }));
      expect(await store.ruleSets(10)).toEqual([row(2, second), row(1, first)]);
      expect(await store.ruleSets(1)).toEqual([row(2, second)]);
      expect(await store.ruleSet(1)).toEqual(row(1, first));
      expect(await store.ruleSet(3)).toBeNull();
      const inForce = await Promise.all([first - 1, first, second].map((seq) => store.ruleSetAt(seq)));
      expect(inForce).toEqual([null, row(1, first), row(2, second)]);
      expect(await store.ruleSetPlaces()).toEqual([
        { version: 1, seq: first },
        { version: 2, seq: second },
      ]);
      // The same version twice is a mistake of ours: nothing of that commit is kept.
      await expect(
        store.append(commitOf({ records: [factRecord(second + 1)], ruleSet: row(2, second + 1) })),
      ).rejects.toThrow();
      expect(await store.lastSeq()).toBe(second);
    });

    it("finds where the log stood at an instant, and counts by rule what was quarantined behind that", async () => {
      const year = 1_700_000_000_000;
      const [first = 0, second = 0, third = 0] = take(3);
      const records = [first, second, third].map((seq, k) => factRecord(seq, { receivedAt: year + k * 10 }));
      const quarantined = [second, third].map((seq) => quarantineRow(seq, { rule: "site/a@1" }));
      await store.append(commitOf({ records, quarantined }));
      expect(await store.positionBefore(year)).toBe(first - 1);
      expect(await store.positionBefore(year + 1)).toBe(first);
      expect(await store.positionBefore(year + 20)).toBe(second);
      expect(await store.positionBefore(year + 999)).toBe(third);
      expect(await store.positionBefore(0)).toBe(0);
      expect(await store.quarantinedByRule(first)).toEqual([{ rule: "site/a@1", count: 2 }]);
      expect(await store.quarantinedByRule(second)).toEqual([{ rule: "site/a@1", count: 1 }]);
      expect(await store.quarantinedByRule(third)).toEqual([]);
    });

    it("keeps who is signed in until the session is deleted, and who may sign in and send facts for ever", async () => {
      const name = ODD_TEXTS.join("\n");
      const session = { idHash: "s-1", person: name, vouched: "{}", startedAt: 1, seenAt: 1, endsAt: 9 };
      await store.saveSession(session);
      await store.saveSession({ ...session, idHash: "s-2" });
      await store.touchSession("s-1", 5);
      await store.deleteSession("s-2");
      await store.touchSession("s-2", 5);
      expect(await store.sessions()).toEqual([{ ...session, seenAt: 5 }]);
      const changed = { changedAt: 1, changedBy: "root" };
      const person = {
        name,
        passwordHash: "$argon2id$",
        roles: ["PLANNER"],
        sites: [name],
        isActive: true,
        ...changed,
      };
      await store.savePerson(person);
      await store.savePerson({ ...person, name: "a", sites: null });
      await store.savePerson({ ...person, isActive: false });
      expect(await store.people()).toHaveLength(2);
      expect(await store.people()).toEqual(
        expect.arrayContaining([
          { ...person, isActive: false },
          { ...person, name: "a", sites: null },
        ]),
      );
      const nobody = { lastUsedAt: null, revokedAt: null, revokedBy: null };
      const made = { createdAt: 1, createdBy: "ida", ...nobody };
      const token = { id: "t-1", tokenHash: "h-1", name, sources: ["/wms"], types: null, sites: null, ...made };
      const other = { ...token, id: "t-2", tokenHash: "h-2", types: ["wms.receipt"], sites: [name], createdAt: 2 };
      await store.saveFeedToken(other);
      await store.saveFeedToken(token);
      const revoked = { ...token, lastUsedAt: 4, revokedAt: 5, revokedBy: "ida" };
      await store.saveFeedToken(revoked);
      expect(await store.feedTokens()).toEqual([revoked, other]);
    });

    it("keeps how order lines stood, the latest of an instant, what was thought of them, and what was revised", async () => {
      const line = ODD_TEXTS.join("\n");
      const standing = {
        ...{ line, since: 10, state: "late" as const, kind: "scrap", subjectType: "production-order", subject: "WO" },
        ...{ resource: null, supplier: line, seq: 1 },
      };
      const kept = { ...standing, since: 20, state: "kept" as const, kind: null, subjectType: null, subject: null };
      const prediction = { line, closesAt: 100, horizonHours: 24, site: "S", madeAt: 5, pLate: 0.1, isCalled: false };
      const definition = { id: "ours", version: 1, definition: line, declaredBy: "lea", declaredAt: 7, seq: 3 };
      const revision = { seq: 4, definition: "ours", line, site: "S", at: 8, revision: line };
      const again = { ...standing, kind: "overload", seq: 2 };
      await store.append(
        commitOf({ otif: { standings: [standing], predictions: [prediction], definitions: [definition] } }),
      );
      await store.append(
        commitOf({
          otif: {
            standings: [standing, again, kept],
            predictions: [{ ...prediction, pLate: 0.9 }],
            revisions: [revision],
          },
        }),
      );
      expect(await store.otifRows({ closesAfter: 100, revisions: 5 })).toEqual({
        definitions: [definition],
        standings: [again, kept],
        predictions: [prediction],
        revisions: [revision],
      });
      expect(await store.otifRows({ closesAfter: 101, revisions: 0 })).toMatchObject({
        predictions: [],
        revisions: [],
      });
    });

    it("finds everything again when it is opened anew, and goes on from there", async () => {
      const seq = takeOne();
      const audit = [auditRow(seq)];
      await store.append(commitOf({ records: [factRecord(seq)], audit, clock: 1_234 }));
      await store.saveSnapshot({ seq, payload: Uint8Array.of(1, 2, 3) });
      const before = {
        log: await readAll(store, seq - 100),
        audit: await collect(store.audit()),
        proof: await store.verifyAudit(),
        keys: await collect(store.quarantineKeys()),
        commands: await collect(store.commands()),
      };
      // What was appended before the end is finished.
      const last = takeOne();
      const unfinished = store.append(commitOf({ records: [factRecord(last)] }));
      await store.close();
      await unfinished;
      await expect(store.append(commitOf({ clock: 5 }))).rejects.toThrow("closed");
      await store.close();

      store = await place.open();
      expect(await store.lastSeq()).toBe(last);
      expect((await readAll(store, seq - 100)).slice(0, -1)).toEqual(before.log);
      expect(await collect(store.audit())).toEqual(before.audit);
      expect(await store.verifyAudit()).toEqual(before.proof);
      expect(await collect(store.quarantineKeys())).toEqual(before.keys);
      expect(await collect(store.commands())).toEqual(before.commands);
      expect(await store.clock()).toBe(1_234);
      expect(await store.loadSnapshot()).toEqual({ seq, payload: Uint8Array.of(1, 2, 3) });
      const number = before.audit.length + 1;
      await store.append(commitOf({ records: [factRecord(takeOne())], audit: [auditRow(last)] }));
      expect(await collect(store.audit(number - 1))).toEqual([{ ...auditRow(last), number }]);
      expect(await store.verifyAudit()).toMatchObject({ ok: true, value: { count: number } });
    });
  });
}

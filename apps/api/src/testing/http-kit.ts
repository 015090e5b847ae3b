import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FactsAnswer, ServerProcess } from "./server-process.ts";

/** A source that sends to this server, as the kit asks for it. */
export interface HttpSubject {
  readonly name: string;
  /** Sends a message as whoever has it would; rejects if it is not taken. */
  send(server: ServerProcess, message: string): Promise<FactsAnswer>;
  /** Messages that make at least one fact each, in the order in which they come. */
  readonly good: readonly string[];
  /** One more that comes later. */
  readonly late: string;
  /** A message that cannot be understood. */
  readonly bad: string;
  /** Sends a message of that kind, and reads why it was kept out. */
  sendBad(server: ServerProcess, message: string): Promise<Kept>;
}

export interface Kept {
  readonly rule: string;
  readonly reason: string;
}

/** What every source may rely on that sends over HTTP, asked of one server; the names of the subjects say which. */
export function testHttpContract(start: () => Promise<ServerProcess>, subjects: readonly HttpSubject[]): void {
  let server: ServerProcess;
  /** By message, how many facts it made. */
  const made = new Map<string, number>();
  beforeAll(async () => {
    server = await start();
  }, 60_000);
  afterAll(() => server?.close());

  const sendAll = async ({ send, good }: HttpSubject): Promise<readonly FactsAnswer[]> => {
    const answers: FactsAnswer[] = [];
    for (const message of good) answers.push(await send(server, message));
    return answers;
  };
  const sum = (answers: readonly FactsAnswer[], field: "accepted" | "duplicates" | "quarantined"): number =>
    answers.reduce((total, one) => total + one[field], 0);
  const madeOf = ({ good }: HttpSubject): number => good.reduce((total, one) => total + (made.get(one) ?? 0), 0);

  describe.each(subjects)("what comes $name keeps the contract", (subject) => {
    const { send, sendBad, good, bad } = subject;

    test("makes facts that the log accepts, durable when they are answered, and once where two send the same at once", async () => {
      for (const message of good) {
        const twice = await Promise.all([send(server, message), send(server, message)]);
        const count = sum(twice, "accepted");
        expect([count > 0, sum(twice, "duplicates"), sum(twice, "quarantined")]).toEqual([true, count, 0]);
        made.set(message, count);
      }
    });

    test("tells nothing by the same messages again", async () => {
      const before = (await sendAll(subject)).at(-1);
      const again = await sendAll(subject);
      expect([sum(again, "accepted"), sum(again, "duplicates")]).toEqual([0, madeOf(subject)]);
      expect(again.at(-1)?.seq).toBe(before?.seq);
    });

    test("keeps out what it cannot understand, with the rule and the reason, and goes on as if that had not come", async () => {
      expect(await sendBad(server, bad)).toMatchObject({
        rule: expect.stringMatching(/^[a-z0-9-]+$/) as string,
        reason: expect.stringMatching(/\.$/) as string,
      });
      const again = await sendAll(subject);
      expect([sum(again, "accepted"), sum(again, "duplicates"), sum(again, "quarantined")]).toEqual([
        0,
        madeOf(subject),
        0,
      ]);
    });
  });

  test("nothing that was answered is lost when the server is killed, and what had no answer is taken once when it is sent again", async () => {
    const unanswered = Promise.allSettled(subjects.map(({ send, late }) => send(server, late)));
    await server.end("SIGKILL");
    const answered = await unanswered;
    await server.restart();
    for (const [k, subject] of subjects.entries()) {
      const again = await sendAll(subject);
      expect([subject.name, sum(again, "accepted"), sum(again, "duplicates")]).toEqual([
        subject.name,
        0,
        madeOf(subject),
      ]);
      const [first, second] = [await subject.send(server, subject.late), await subject.send(server, subject.late)];
      expect([second.accepted, second.duplicates]).toEqual([0, first.accepted + first.duplicates]);
      if (answered[k]?.status === "fulfilled") expect(first.accepted).toBe(0);
    }
  }, 120_000);
}

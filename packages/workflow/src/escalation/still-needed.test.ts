import { present } from "@lockstep/domain/assert";
import { describe, expect, test } from "vitest";
import type { Actor } from "../model.ts";
import { acknowledge, comment, flagFalse, resolve, shelve } from "../testing/timeline.ts";
import { messagesOf } from "./messages.ts";
import { needlessBecause } from "./still-needed.ts";
import { plant } from "./testing/plant.ts";

const early: Actor = { name: "early", roles: ["supervisor"], sites: ["A"] };
const pia: Actor = { name: "pia", roles: ["planner"], sites: null };

/** Early is called at 06:10:30, and that message waits. */
function called() {
  const t = plant();
  t.stands("06:10", t.down());
  t.at("06:11");
  const messages = t.log.flatMap((event) => messagesOf(event, (id) => t.state.records.get(id)));
  const message = present(messages[0], () => "nobody was called");
  const whyNot = (reason = message.reason as string, waiting = message) =>
    needlessBecause(t.state.records.get(waiting.exceptionId ?? ""), { ...waiting, reason });
  return { t, message, whyNot };
}

describe("[E17] what called somebody and has waited", () => {
  test.each([
    ["resolved", resolve, "it is resolved"],
    ["a false flag", flagFalse, "it is a false flag"],
    ["shelved", shelve(0), "it is shelved, and calls anew when it wakes"],
  ] as const)("is dropped when it is %s by then, but for what is lost or watched", (_, asked, why) => {
    const { t, whyNot } = called();
    expect(whyNot()).toBeNull();
    expect(t.does("06:12", pia, asked).ok).toBe(true);
    for (const reason of ["step", "changed", "asked"]) expect(whyNot(reason)).toBe(`no longer needed: ${why}`);
    for (const reason of ["lost", "watched", "digest"]) expect(whyNot(reason)).toBeNull();
  });

  test("is dropped when whom it is for has acknowledged it, and not when somebody else has, or has said something", () => {
    const { t, whyNot } = called();
    t.does("06:12", pia, acknowledge);
    t.does("06:12", early, comment);
    expect(whyNot()).toBeNull();
    t.does("06:13", early, acknowledge);
    expect(whyNot()).toBe("no longer needed: early has acknowledged it since");
  });

  test("is dropped when that was acknowledged offline, before the call, and has arrived after it", () => {
    const { t, whyNot } = called();
    expect(t.does("06:13", early, { ...acknowledge, at: t.instantOf("06:10:15") }).ok).toBe(true);
    expect(whyNot()).toBe("no longer needed: early has acknowledged it since");
  });

  test("is sent when the acknowledgement came before the call, as it has lapsed", () => {
    const { t } = called();
    t.does("06:12", early, acknowledge);
    t.at("06:28");
    const messages = t.log.flatMap((event) => messagesOf(event, (id) => t.state.records.get(id)));
    const again = present(messages.at(-1), () => "nobody was called again");
    expect(again.person).toBe("early");
    expect(needlessBecause(t.state.records.get(again.exceptionId ?? ""), again)).toBeNull();
  });

  test("is sent when its cause is gone for a moment: nobody would be called anew", () => {
    const { t, whyNot } = called();
    t.stands("06:12");
    expect(whyNot()).toBeNull();
  });

  test("is sent of what nobody knows any more", () => {
    const { message } = called();
    expect(needlessBecause(undefined, message)).toBeNull();
  });
});

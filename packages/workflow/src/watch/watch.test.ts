import { present } from "@lockstep/domain/assert";
import { describe, expect, test } from "vitest";
import { messagesOf } from "../escalation/messages.ts";
import { plant } from "../escalation/testing/plant.ts";
import type { Actor } from "../model.ts";
import { person, usualRoster } from "../testing/calls-timeline.ts";
import { watchersAfter } from "./watchers.ts";

const lea: Actor = { name: "lea", roles: ["leader"], sites: null };
const olga: Actor = { name: "olga", roles: ["planner"], sites: ["A"] };
const maria: Actor = { name: "maria", roles: ["supervisor"], sites: ["A"] };

/** A machine that is down since ten past six and hits nobody's steps any more; what those who watch it are told. */
function watched(...who: readonly Actor[]) {
  const people = [
    ...usualRoster.people.filter(({ id }) => id !== "lea"),
    person("lea", { email: "l@x.y", quiet: { from: "22:00", to: "07:00" } }),
  ];
  const t = plant({ roster: { ...usualRoster, people } });
  t.stands("06:10", t.down({ severity: "low", actBy: null }));
  for (const one of who) expect(t.does("06:11", one, { type: "watch" }).ok).toBe(true);
  const events = () => t.log.flatMap((event) => (event.type === "watchers-told" ? [event] : []));
  return Object.assign(t, { events, notes: () => events().map(({ note }) => note) });
}
const ack = { type: "acknowledge", note: null, estimate: null, at: null } as const;

describe("watching an exception", () => {
  test("[N1] is for whoever sees it, once, and ends when they say so", () => {
    const t = watched(lea, lea);
    expect(t.recordOf("LINE-1")?.watchers.map((one) => one.person)).toEqual(["lea"]);
    const zoe: Actor = { name: "zoe", roles: ["planner"], sites: ["Z"] };
    expect(t.does("06:12", zoe, { type: "watch" })).toMatchObject({ ok: false, error: { code: "NOT_FOUND" } });
    t.does("06:13", lea, { type: "unwatch" });
    t.does("06:14", lea, { type: "unwatch" });
    t.does("06:15", maria, ack);
    expect(t.notes()).toEqual([]);
    expect(t.recordOf("LINE-1")?.timeline.map(({ action }) => action)).toEqual([
      "opened",
      "watched",
      "unwatched",
      "acknowledged",
    ]);
  });

  test("[N2] tells of another state at once, but not who has brought it about", () => {
    const t = watched(lea, maria);
    t.does("06:15", maria, ack);
    t.does("06:16", olga, { type: "assign", to: "olga" });
    expect(t.notes()).toEqual([
      "told lea, watching: it is acknowledged",
      "told lea, maria, watching: it is in-progress",
    ]);
    t.at("06:40");
    expect(t.notes(), "and not again").toHaveLength(2);
  });

  test("[N2] tells of what it weighs every five minutes at most, against what was told last", () => {
    const t = watched(lea);
    const weighs = (wall: string, valueAtRiskMinor: number) =>
      t.stands(wall, t.down({ severity: "low", actBy: null, valueAtRiskMinor }));
    weighs("06:12", 119_000);
    weighs("06:13", 130_000);
    t.at("06:15:59");
    expect(t.notes()).toEqual([]);
    t.at("06:16");
    expect(t.notes()).toEqual(["told lea, watching: the value at risk is more by 30 %"]);
    weighs("06:30", 150_000);
    expect(t.notes()).toHaveLength(1);
    weighs("06:31", 160_000);
    expect(t.notes()).toHaveLength(2);
    t.restart();
    t.at("06:50");
    expect(t.notes(), "nor after a crash").toHaveLength(2);
  });

  test("[N2] tells each against what they were told last, however many watch it", () => {
    const t = watched(lea);
    const weighs = (wall: string, valueAtRiskMinor: number) =>
      t.stands(wall, t.down({ severity: "low", actBy: null, valueAtRiskMinor }));
    weighs("06:12", 130_000);
    t.does("06:13", olga, { type: "watch" });
    weighs("06:14", 200_000);
    t.at("06:16");
    expect(t.notes()).toEqual(["told lea, watching: the value at risk is more by 100 %"]);
    t.at("06:20");
    expect(t.notes().slice(1)).toEqual(["told olga, watching: the value at risk is more by 54 %"]);
    expect(t.events().map(({ of }) => of)).toEqual([["lea"], ["olga"]]);
  });

  test("[N2] tells with another state what it weighs otherwise, as that would not be told any more", () => {
    const t = watched(lea);
    t.stands("06:12", t.down({ severity: "low", actBy: null, valueAtRiskMinor: 500_000 }));
    t.does("06:13", olga, ack);
    expect(t.notes()).toEqual(["told lea, watching: it is acknowledged; the value at risk is more by 400 %"]);
    t.at("06:40");
    expect(t.notes()).toHaveLength(1);
  });

  test("[N2] what was written before it said to whom was told to all", () => {
    const t = watched(lea, olga);
    t.does("06:15", maria, ack);
    const [told] = t.events();
    const { of: _, ...old } = present(told, () => "they were told");
    const watchers = present(t.recordOf("LINE-1"), () => "it is down").watchers;
    const after = watchersAfter(watchers, { ...old, at: old.at + 1 });
    expect(after.map((one) => one.told.at)).toEqual([old.at + 1, old.at + 1]);
  });

  test("[N2] tells nobody twice who is called at the same moment", () => {
    const t = plant();
    t.stands("06:10", t.down());
    const early: Actor = { name: "early", roles: ["supervisor"], sites: ["A"] };
    t.does("06:10:10", early, { type: "watch" });
    t.at("06:11");
    t.stands("06:16", t.down({ severity: "high" }));
    const people = t.log.flatMap((event) => (event.type === "watchers-told" ? [event.people] : []));
    expect(people).toEqual([[]]);
  });

  test("[N3] is told in the app and over one's own channels, which quiet hours hold back", () => {
    const t = watched(lea, olga);
    t.does("06:15", maria, ack);
    const [event] = t.events();
    const messages = event === undefined ? [] : messagesOf(event, (id) => t.state.records.get(id));
    expect(messages.map(({ person: who, channel, notBefore }) => [who, channel, notBefore])).toEqual([
      ["lea", "in-app", t.instantOf("06:15")],
      ["lea", "email", t.instantOf("07:00")],
      ["olga", "in-app", t.instantOf("06:15")],
    ]);
    expect(messages[0]).toMatchObject({ reason: "watched", site: "A", note: "You watch it: it is acknowledged" });
    expect(new Set(messages.map(({ key }) => key)).size).toBe(3);
  });

  test("[N3] goes by the roster of where it is seen, whatever address another site's has for the same name", () => {
    const channelsOf = (email: { readonly here: string | null; readonly there: string | null }, who = lea) => {
      const withLea = (address: string | null) => [
        ...usualRoster.people.filter(({ id }) => id !== "lea"),
        person("lea", { email: address }),
      ];
      const t = plant({ roster: { ...usualRoster, site: "B", people: withLea(email.there) } });
      t.putRoster({ ...usualRoster, people: withLea(email.here) });
      t.stands("06:10", t.down({ severity: "low", actBy: null, sites: ["B", "A"] }));
      t.does("06:11", who, { type: "watch" });
      t.does("06:15", maria, ack);
      const told = t.log.flatMap((event) => (event.type === "watchers-told" ? event.people : []));
      return told.map(({ channels }) => channels);
    };
    const ofA: Actor = { ...lea, sites: ["A"] };
    expect(channelsOf({ here: null, there: "evil@b" }, ofA)).toEqual([["in-app"]]);
    expect(channelsOf({ here: "lea@a", there: null }, ofA)).toEqual([["in-app", "email"]]);
    expect(channelsOf({ here: null, there: "lea@b" }), "who sees both is in the first").toEqual([["in-app", "email"]]);
    const t = plant({
      roster: { ...usualRoster, site: "B", people: [person("lea", { email: "evil@b" })], duties: [] },
    });
    t.stands("06:10", t.down({ severity: "low", actBy: null }));
    t.does("06:11", lea, { type: "watch" });
    t.does("06:15", maria, ack);
    const told = t.log.flatMap((event) => (event.type === "watchers-told" ? event.people : []));
    expect(told, "in no roster of where it is").toMatchObject([{ person: "lea", channels: ["in-app"] }]);
  });

  test("[N4] tells nobody of what has left the sites that they saw", () => {
    const t = watched(lea, olga);
    t.stands("06:13", t.down({ sites: ["B"], severity: "high" }));
    t.at("06:30");
    expect(t.notes()).toEqual(["told lea, watching: was low, is high"]);
  });
});

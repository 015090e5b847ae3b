import type { Channel, Person } from "./model.ts";

/** Over which channels somebody is told: those that are asked for and reach them. What the app tells, their device tells, too. */
export const overChannels = (asked: readonly Channel[], reached: readonly Channel[]): readonly Channel[] =>
  reached.filter((channel) => asked.includes(channel) || (channel === "push" && asked.includes("in-app")));

/** [E6] Why none of them can be told. */
export const unreachedText = (people: readonly Pick<Person, "name">[], asked: readonly Channel[]): string =>
  `${people.map(({ name }) => name).join(", ")} cannot be reached by ${asked.join(" or ")}`;

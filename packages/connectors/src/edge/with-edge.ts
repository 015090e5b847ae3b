import { isoOf } from "@lockstep/domain/instant";
import type { Answer, Connector, Offered } from "../contract.ts";
import type { Edge } from "./edge.ts";
import type { Reading } from "./reading.ts";

/** Answers for a connector and for the edge that listens to what it hears. */
export function withEdge<Message, Command>(
  connector: Connector<Message, Command>,
  edge: Edge,
  listen: (message: Message, at: number) => readonly Offered[],
): Connector<Message, Command> {
  return {
    handle(happening): Answer<Command> {
      const { at } = happening;
      const answer = connector.handle(happening);
      const refused = happening.kind === "message" ? listen(happening.message, at) : [];
      edge.close(at);
      if (happening.kind !== "down") edge.settle(at);
      const { facts, refused: unread, noticed, health } = edge.take();
      const wakes = [answer.wakeAt, edge.wakeAt].filter((one) => one !== null);
      return {
        ...answer,
        offered: [
          ...answer.offered,
          ...refused,
          ...facts.map((value) => {
            const from = edge.madeOf(value);
            return from === null ? { value } : { value, from };
          }),
          ...unread.map(({ reading, refusal }) => ({ text: textOf(reading), refused: refusal })),
        ],
        health: [...answer.health, ...health],
        noticed: [...(answer.noticed ?? []), ...noticed],
        wakeAt: wakes.length === 0 ? null : Math.min(...wakes),
      };
    },
  };
}

const textOf = ({ topic, value, at }: Reading): string =>
  JSON.stringify({ topic, value: typeof value === "bigint" ? String(value) : value, time: isoOf(at) });

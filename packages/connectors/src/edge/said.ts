import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Refusal } from "@lockstep/domain/facts/schema-check";
import type { Noticed } from "../contract.ts";
import type { Reading } from "./reading.ts";

/** What the machines have to say about what they were told; it grows until it is handed on. */
export interface Said {
  readonly facts: CloudEvent[];
  readonly refused: { readonly reading: Reading; readonly refusal: Refusal }[];
  readonly noticed: Noticed[];
}

export const createSaid = (): Said => ({ facts: [], refused: [], noticed: [] });

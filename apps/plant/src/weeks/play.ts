import { DAY, HOUR, type Instant, isoOf } from "@lockstep/domain/instant";
import { createClient } from "../client.ts";
import type { Plant } from "../plant.ts";
import { createPeople } from "./people.ts";

export interface Play {
  readonly url: string;
  readonly plant: Plant;
  readonly seed: number;
  readonly days: number;
  /** The server's clock moves by so much at a time. */
  readonly stepHours: number;
  /** People answer this share of the exceptions; 0: nobody does anything. */
  readonly share: number;
  readonly signal: AbortSignal;
}

export interface Horizon {
  readonly hours: number;
  readonly n: number;
  readonly late: number;
  readonly called: number;
  readonly brier: number | null;
  readonly naiveBrier: number | null;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly naiveRecall: number | null;
  readonly calibration: readonly {
    readonly from: number;
    readonly to: number;
    readonly n: number;
    readonly said: number;
    readonly was: number;
  }[];
}

/** What the server says of the weeks that were played. */
export interface Played {
  readonly facts: number;
  readonly quarantined: number;
  readonly people: { readonly seen: number; readonly acknowledged: number; readonly hurried: number };
  readonly foresight: {
    readonly late: number;
    readonly warned: number;
    readonly warningHours: number | null;
    readonly horizons: readonly Horizon[];
  };
  readonly linesSaved: {
    readonly called: number;
    readonly late: number;
    readonly came: number;
    readonly saved: number;
    readonly nodes: readonly { readonly line: string; readonly kind: string; readonly by: string }[];
  };
  readonly otifComparison: readonly {
    readonly definition: string;
    readonly version: number;
    readonly value: number | null;
    readonly n: number;
    readonly failed: number;
  }[];
}

const ASK = `query ($from: DateTime!, $to: DateTime!) {
  foresight(from: $from, to: $to) {
    late warned warningHours
    horizons {
      hours n late called brier naiveBrier precision recall naiveRecall
      calibration { from to n said was }
    }
  }
  linesSaved(from: $from, to: $to, first: 5) { called late came saved nodes { line kind by } }
  otifComparison(from: $from, to: $to) { definition version value n failed }
}`;

/** Runs a plant against a server with a manual clock that nobody else moves, as fast as it goes. */
export async function play({ url, plant, seed, days, stepHours, share, signal }: Play): Promise<Played> {
  const client = createClient({ url, authorization: null }, signal);
  await client.ready();
  const people = createPeople({
    ...{ reader: client, seed, share, seeTo: plant.seeTo },
    as: (name) => createClient({ url, authorization: `Bearer dev:${name}:supervisor` }, signal),
  });
  let [facts, quarantined] = [0, 0];
  const { start } = plant;
  const end = start + days * DAY;
  const tell = async (told: ReturnType<Plant["step"]>, until: Instant): Promise<void> => {
    const taken = await client.post(told);
    facts += told.length;
    quarantined += taken.quarantined;
    if (!(await client.setClock(until))) throw new Error("the server's clock is not a manual one");
  };
  await tell([...plant.opening], start);
  for (let until = start; until < end; ) {
    if (share > 0) await people.look();
    until = Math.min(end, until + stepHours * HOUR);
    await tell(plant.step(until), until);
  }
  const answer = await client.ask<Pick<Played, "foresight" | "linesSaved" | "otifComparison">>(ASK, {
    from: isoOf(start),
    to: isoOf(end),
  });
  const { seen, acknowledged, hurried } = people;
  return { ...answer, facts, quarantined, people: { seen, acknowledged, hurried } };
}

import type { Client } from "../client.ts";
import { randomOf } from "../random.ts";

/** What is left of a wait when somebody sees to it. */
const SHARE_LEFT = 0.25;
const NAMES = ["ines", "nils", "sam", "petra"] as const;

const LOOK = `query ($after: String) {
  exceptions(filter: { states: [OPEN], present: true }, first: 200, after: $after) {
    nodes { id kind subject }
    pageInfo { hasNextPage endCursor }
  }
}`;
const ACKNOWLEDGE = `mutation ($id: ID!, $command: ID!) { acknowledgeException(id: $id, commandId: $command) { id } }`;

interface Looked {
  readonly exceptions: {
    readonly nodes: readonly { readonly id: string; readonly kind: string; readonly subject: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

export interface Crew {
  readonly reader: Client;
  /** Who acknowledges under that name. */
  as(name: string): Pick<Client, "ask">;
  /** They answer this share of the exceptions that they see. */
  readonly share: number;
  readonly seed: number;
  /** Does in the plant what is to be done about it; false: nothing can be. */
  seeTo(kind: string, subject: string, shareLeft: number): boolean;
}

export interface People {
  readonly seen: number;
  readonly acknowledged: number;
  /** Of those: what was waited for comes sooner. */
  readonly hurried: number;
  /** Looks at what is open; each exception is decided about once, by its id. */
  look(): Promise<void>;
}

export function createPeople({ reader, as, share, seed, seeTo }: Crew): People {
  const seen = new Set<string>();
  let [acknowledged, hurried] = [0, 0];
  async function openOnes(): Promise<Looked["exceptions"]["nodes"]> {
    const found: Looked["exceptions"]["nodes"][number][] = [];
    for (let after: string | null = null; ; ) {
      const { exceptions }: Looked = await reader.ask<Looked>(LOOK, { after });
      found.push(...exceptions.nodes);
      if (!exceptions.pageInfo.hasNextPage) return found;
      after = exceptions.pageInfo.endCursor;
    }
  }
  return {
    get seen() {
      return seen.size;
    },
    get acknowledged() {
      return acknowledged;
    },
    get hurried() {
      return hurried;
    },
    async look() {
      for (const { id, kind, subject } of await openOnes()) {
        if (seen.has(id)) continue;
        seen.add(id);
        const chance = randomOf(seed, `people:${id}`);
        if (!chance.chance(share)) continue;
        await as(chance.pick(NAMES)).ask(ACKNOWLEDGE, { id, command: `people-${id}` });
        acknowledged += 1;
        if (seeTo(kind, subject, SHARE_LEFT)) hurried += 1;
      }
    },
  };
}

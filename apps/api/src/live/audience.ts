import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { LiveTopic } from "@lockstep/protocol/live";
import type { Audience } from "./publication.ts";

const TOPICS: readonly LiveTopic[] = ["exceptions", "orderLines", "feeds", "presence"];

export interface Watch {
  readonly topics: ReadonlySet<LiveTopic>;
  readonly since: number;
}

/** What a client asks to be told of, or what is wrong with how it asks. */
export function checkWatch(request: unknown): Result<Watch, string> {
  if (typeof request !== "object" || request === null) {
    return refuse("watch takes an object: { topics, since }, since being the asOf.seq of what you have read.");
  }
  const { topics, since } = request as { readonly topics?: unknown; readonly since?: unknown };
  if (typeof since !== "number" || !Number.isSafeInteger(since) || since < 0) {
    return refuse("since must be the asOf.seq of what you have read: a whole number from 0.");
  }
  if (topics === undefined || topics === null) return ok({ topics: new Set(TOPICS), since });
  const named = TOPICS.filter((topic) => Array.isArray(topics) && topics.includes(topic));
  if (!Array.isArray(topics) || topics.some((topic) => !named.includes(topic))) {
    return refuse(`topics must be a list of ${TOPICS.join(", ")}; leave it out for all of them.`);
  }
  return ok({ topics: new Set(named), since });
}

/** The same for all who get the very same frames. */
export function audienceKey({ topics, viewer }: Audience): string {
  return JSON.stringify([[...topics].sort(), viewer.scope.key, [...viewer.roles].sort()]);
}

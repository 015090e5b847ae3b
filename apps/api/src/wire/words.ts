import { type Instant, isNever, isoOf } from "@lockstep/domain/instant";

type Upper<T extends string> = T extends `${infer A}-${infer B}` ? `${Uppercase<A>}_${Upper<B>}` : Uppercase<T>;
type Lower<T extends string> = T extends `${infer A}_${infer B}` ? `${Lowercase<A>}-${Lower<B>}` : Lowercase<T>;

/** `at-risk` as the wire says it: `AT_RISK`. */
export const upper = <T extends string>(word: T): Upper<T> => word.toUpperCase().replaceAll("-", "_") as Upper<T>;

/** `AT_RISK` as the rules say it: `at-risk`. */
export const lower = <T extends string>(word: T): Lower<T> => word.toLowerCase().replaceAll("_", "-") as Lower<T>;

/** "Never", and no instant at all, are null outside. */
export const isoOrNull = (at: Instant | null | undefined): string | null =>
  at === null || at === undefined || isNever(at) ? null : isoOf(at);

/** What follows the words of a definition that is not declared. */
export const versionText = (version: number): string => ` Version ${version} of this definition.`;

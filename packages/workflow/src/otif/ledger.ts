import { assert } from "@lockstep/domain/assert";
import { createGroups, type Groups } from "@lockstep/domain/groups";
import type { Instant } from "@lockstep/domain/instant";
import { type Account, accountKey, accountOf, inOrder } from "./account.ts";
import { type Standing, withStanding } from "./attribution.ts";
import { createClosings } from "./closings.ts";
import { type Cube, createCube } from "./cube.ts";
import { type DefinitionFamily, familiesOf, type OtifDefinition } from "./definitions.ts";
import { type Judged, judge } from "./judge.ts";
import type { LineFacts } from "./line-facts.ts";
import { type Because, type Revision, revisionOf } from "./revision.ts";

/** What was done, to show that it does not grow with what nothing has happened to. */
export interface OtifWork {
  /** Lines judged, each under one definition. */
  judged: number;
  /** Accounts taken out of sums or put into them. */
  adjusted: number;
}

/**
 * What became of every line under every definition, kept as facts come: what is said of a line judges that line alone, and
 * the sums that it is in are adjusted.
 */
export interface OtifLedger {
  readonly families: readonly DefinitionFamily[];
  readonly work: Readonly<OtifWork>;
  /** What is known of a line is this now; null: nothing. Says which figures of closed windows are others by that. */
  put(id: string, facts: LineFacts | null, because: Because | null): readonly Revision[];
  /** Time has passed: windows close. The clock never goes back. */
  advance(clock: Instant): void;
  /** All definitions that there are; lines are judged anew under those that are not as they were. */
  declare(definitions: readonly OtifDefinition[]): void;
  /** How a line stands since an instant: what a failure is put down to. */
  stand(standing: Standing): void;
  standingsOf(line: string): readonly Standing[];
  /** Lines by what they name: what is stated of a site, an item or a customer concerns these. */
  linesNaming(what: "site" | "item" | "customer", id: string): Iterable<string>;
  cube(definition: string): Cube;
  /**
   * Accounts of those dates, from the first to before the second, that are not counted yet, as the window of one of their lines
   * is open: all lines of each, by date. An account is of the date of its last line.
   */
  pending(definition: string, dates: { readonly from: Instant; readonly to: Instant }): readonly (readonly Judged[])[];
  accountOfLine(definition: string, line: string): Account | null;
  /** Null: nothing is known of it. */
  factsOf(line: string): LineFacts | null;
  /** Under a definition, open or closed; null: it does not count there. */
  judgedOf(definition: string, line: string): Judged | null;
}

/** What is kept of one definition. */
interface Book {
  readonly family: DefinitionFamily;
  readonly cube: Cube;
  readonly judged: Map<string, Judged>;
  readonly open: Set<Judged>;
  readonly accounts: Map<string, Account>;
  /** Lines of an account that may have several. */
  readonly members: Groups<string, string>;
}

const bookOf = (family: DefinitionFamily): Book => ({
  family,
  cube: createCube(),
  judged: new Map(),
  open: new Set(),
  accounts: new Map(),
  members: createGroups(),
});

const linesOf = (book: Book, key: string): readonly Judged[] =>
  [...book.members.of(key)].flatMap((id) => book.judged.get(id) ?? []);

export function createOtifLedger(): OtifLedger {
  const books = new Map<string, Book>();
  const known = new Map<string, LineFacts>();
  const byName = (): Groups<string, string> => createGroups();
  const naming = { site: byName(), item: byName(), customer: byName() };
  const standings = new Map<string, readonly Standing[]>();
  const closings = createClosings();
  const work: OtifWork = { judged: 0, adjusted: 0 };
  let families: readonly DefinitionFamily[] = [];
  let clock: Instant = Number.NEGATIVE_INFINITY;

  const standingsOf = (line: string): readonly Standing[] => standings.get(line) ?? [];

  /** Judges one line anew under one definition and counts its accounts again. */
  function judgeIn(book: Book, id: string): { readonly before: Account | null; readonly after: Account | null } {
    work.judged += 1;
    const old = book.judged.get(id);
    const before = old === undefined ? null : (book.accounts.get(accountKey(old)) ?? null);
    const facts = known.get(id);
    const next = facts === undefined ? null : judge(facts, book.family);
    if (old !== undefined) leave(book, id, old);
    if (next !== null) enter(book, id, next);
    const keys = new Set([old, next].flatMap((one) => (one === undefined || one === null ? [] : [accountKey(one)])));
    for (const key of keys) recount(book, key);
    return { before, after: next === null ? null : (book.accounts.get(accountKey(next)) ?? null) };
  }

  function enter(book: Book, id: string, judged: Judged): void {
    book.judged.set(id, judged);
    book.members.add(accountKey(judged), id);
    if (judged.closesAt <= clock) return;
    book.open.add(judged);
    closings.add(judged.closesAt, id);
  }

  function leave(book: Book, id: string, judged: Judged): void {
    book.judged.delete(id);
    book.open.delete(judged);
    book.members.remove(accountKey(judged), id);
  }

  function recount(book: Book, key: string): void {
    const before = book.accounts.get(key);
    const lines = linesOf(book, key);
    const isClosed = lines.every(({ closesAt }) => closesAt <= clock);
    const after = isClosed ? accountOf(key, lines, standingsOf) : null;
    if (before !== undefined) {
      book.cube.remove(before);
      book.accounts.delete(key);
      work.adjusted += 1;
    }
    if (after === null) return;
    book.cube.add(after);
    book.accounts.set(key, after);
    work.adjusted += 1;
  }

  function index(id: string, facts: LineFacts | null): void {
    const before = known.get(id);
    for (const what of ["site", "item", "customer"] as const) {
      if (before !== undefined) naming[what].remove(before.data[what], id);
      if (facts !== null) naming[what].add(facts.data[what], id);
    }
    if (facts === null) known.delete(id);
    else known.set(id, facts);
  }

  const bookNamed = (definition: string): Book => {
    const book = books.get(definition);
    assert(book !== undefined, () => `there is no OTIF definition ${definition}`);
    return book;
  };

  return {
    get families() {
      return families;
    },
    work,
    put(id, facts, because) {
      if (facts === null && !known.has(id)) return [];
      index(id, facts);
      return [...books.values()].flatMap((book) => {
        const { before, after } = judgeIn(book, id);
        return (because && revisionOf({ line: id, family: book.family, before, after, because, at: clock })) ?? [];
      });
    },
    advance(to) {
      assert(to >= clock, () => `the clock was at ${clock} and does not go back to ${to}`);
      clock = to;
      for (const id of new Set(closings.take(to))) {
        for (const book of books.values()) {
          const judged = book.judged.get(id);
          if (judged !== undefined && judged.closesAt <= to && book.open.has(judged)) judgeIn(book, id);
        }
      }
    },
    declare(definitions) {
      const next = familiesOf(definitions);
      for (const family of next) {
        const before = books.get(family.id);
        if (before !== undefined && before.family.records.length === family.records.length) continue;
        const book = bookOf(family);
        books.set(family.id, book);
        for (const id of known.keys()) judgeIn(book, id);
      }
      families = next;
    },
    stand(standing) {
      const { line } = standing;
      standings.set(line, withStanding(standingsOf(line), standing));
      for (const book of books.values()) {
        const judged = book.judged.get(line);
        if (judged !== undefined && book.accounts.has(accountKey(judged))) recount(book, accountKey(judged));
      }
    },
    standingsOf,
    linesNaming: (what, id) => naming[what].of(id),
    cube: (definition) => bookNamed(definition).cube,
    pending(definition, { from, to }) {
      const book = bookNamed(definition);
      const isOfThem = (last: Judged | undefined): boolean => last !== undefined && last.date >= from && last.date < to;
      const found: (readonly Judged[])[] = [];
      const orders = new Set<string>();
      for (const judged of book.open) {
        if (judged.date >= to) continue;
        if (judged.definition.level === "order") orders.add(accountKey(judged));
        else if (isOfThem(judged)) found.push([judged]);
      }
      for (const key of orders) {
        const lines = inOrder(linesOf(book, key));
        if (isOfThem(lines.at(-1))) found.push(lines);
      }
      return found;
    },
    accountOfLine(definition, line) {
      const book = bookNamed(definition);
      const judged = book.judged.get(line);
      return judged === undefined ? null : (book.accounts.get(accountKey(judged)) ?? null);
    },
    factsOf: (line) => known.get(line) ?? null,
    judgedOf: (definition, line) => bookNamed(definition).judged.get(line) ?? null,
  };
}

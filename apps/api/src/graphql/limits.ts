import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
  visit,
} from "graphql";
import { badInput } from "../errors.ts";

/** What one question may ask for at most. */
export const LIMITS = {
  tokens: 2_000,
  bodyBytes: 100_000,
  levels: 8,
  /** The deepest that tools ask about the schema. */
  schemaLevels: 15,
  aliases: 30,
  sameField: 30,
  directives: 8,
  cost: 100_000,
} as const;

/** How many rows a list field is taken to have; those with `first` are taken at their word. */
const ROWS: { readonly [field: string]: number } = {
  impacted: 10,
  timeline: 10,
  path: 5,
  allocations: 5,
  operations: 5,
  supplies: 10,
  demands: 10,
  points: 20,
  sites: 5,
  resources: 20,
  customers: 20,
  feeds: 10,
  causes: 20,
  cuts: 20,
  changes: 10,
  reasons: 10,
  ruleSetVersions: 20,
  rules: 20,
  builtInRules: 40,
  ruleHits: 20,
  examples: 5,
  open: 20,
  cameAfter: 5,
  done: 20,
  stops: 10,
  made: 10,
  due: 20,
  steps: 10,
  watchers: 10,
};
/**
 * What looks at all operations of a site, judges all lines or acts on many exceptions costs so much, whatever of it is asked
 * for: one of the dearest in a question, not two.
 */
const WHOLE: { readonly [field: string]: number } = {
  plan: 51_000,
  planProgress: 51_000,
  planLosses: 51_000,
  actOnExceptions: 51_000,
  ruleSetPreview: 51_000,
  handover: 20_000,
  planSurvival: 26_000,
  scheduleAdherence: 26_000,
  oee: 26_000,
  otifDefinitionPreview: 51_000,
  digestPreview: 51_000,
  lineage: 26_000,
  whatIf: 51_000,
  linesSaved: 5_000,
  leadTimes: 5_000,
  alarmPerformance: 5_000,
  estimateAccuracy: 2_000,
  pegging: 5_000,
  planChain: 5_000,
  __schema: 10_000,
};
const LONGEST_PAGE = 200;
const DEFAULT_PAGE = 50;
/** Places in the tree of selections, fragments written out, that are looked at before it counts as too much. */
const MOST_PLACES = 5_000;

/** Refuses questions that are too deep, too wide or too dear, before any of them is answered. */
export const limitsRule: ValidationRule = (context: ValidationContext) => ({
  Document(document) {
    const refusal = tooManyDirectives(document);
    if (refusal !== null) context.reportError(badInput(refusal));
  },
  OperationDefinition(operation) {
    if (!context.getSchema().getRootType(operation.operation)) {
      const message = `There is no ${operation.operation} here: ask with a query, and watch what changes over the socket.`;
      context.reportError(badInput(message));
      return;
    }
    const meter = createMeter((name) => context.getFragment(name));
    const refusal = meter.measure(operation);
    if (refusal !== null) context.reportError(badInput(refusal));
    if (meter.asksForLinesOfLines) asksForLinesOfLines.add(context.getDocument());
  },
});

/** Documents that lead from lines to their exceptions, and on to all lines of these. */
const asksForLinesOfLines = new WeakSet<DocumentNode>();

/**
 * Why an operation is too much where cards have so many lines, or null. A line leads to its exception and that to all lines
 * that it hits, so that how many these are says what it costs. Of others `limitsRule` has said it, and of these that they are such.
 */
export function tooManyLines(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  linesOfACard: () => number,
): string | null {
  if (!asksForLinesOfLines.has(document)) return null;
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of document.definitions) if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  return createMeter((name) => fragments.get(name), linesOfACard()).measure(operation);
}

function tooManyDirectives(document: ASTNode): string | null {
  let refusal: string | null = null;
  visit(document, {
    enter(node) {
      if ("directives" in node && (node.directives?.length ?? 0) > LIMITS.directives) {
        refusal = `More than ${LIMITS.directives} directives at one place: leave some out.`;
      }
    },
  });
  return refusal;
}

class TooMuch extends Error {}

const tooDeep = (levels: number): TooMuch =>
  new TooMuch(`More than ${levels} levels deep: ask for less at once, or in several questions.`);

/** Where something is asked for. */
interface Place {
  readonly level: number;
  /** The size of the list around it. */
  readonly page: number;
  /** Below the exception of a line. */
  readonly isOfLine: boolean;
}

/** `linesOfACard`: how many lines an exception has that a line leads to. */
function createMeter(fragmentOf: (name: string) => FragmentDefinitionNode | null | undefined, linesOfACard = 0) {
  let places = 0;
  let aliases = 0;
  let asksForLinesOfLines = false;

  /** Why the operation is too much, or null. */
  function measure(operation: OperationDefinitionNode): string | null {
    try {
      const cost = costOf([operation.selectionSet], { level: 0, page: 1, isOfLine: false });
      return cost > LIMITS.cost ? tooDear(cost) : null;
    } catch (error) {
      if (error instanceof TooMuch) return error.message;
      throw error;
    }
  }

  /** All selection sets are of one place, as when a field is asked for twice. */
  function costOf(sets: readonly SelectionSetNode[], { level, page, isOfLine }: Place): number {
    places += 1;
    if (places > MOST_PLACES) throw new TooMuch("This asks for too much at once: ask in several questions.");
    const fields = fieldsAt(sets);
    if (fields.size > 0 && level >= LIMITS.levels) throw tooDeep(LIMITS.levels);
    let cost = 0;
    for (const [name, nodes] of fields) {
      checkRepeats(name, nodes);
      const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      const asked = Math.max(...nodes.map(rowsAsked));
      const least = ROWS[name] ?? 1;
      const isOfLines = name === "impacted" && isOfLine;
      if (isOfLines) asksForLinesOfLines = true;
      const listed = isOfLines ? Math.max(least, linesOfACard) : least;
      const rows = name === "nodes" || name === "edges" ? page : listed;
      const isConnection = asked > 0 && name !== "facts";
      const below = {
        level: level + 1,
        page: isConnection ? asked : DEFAULT_PAGE,
        isOfLine: isOfLine || (level > 0 && name === "exception"),
      };
      const own = name === "facts" ? Math.max(asked, 1) : rows;
      const isIntrospection = name === "__schema" || name === "__type";
      if (isIntrospection) checkNamesWithin(inner, 1);
      // Under each name that it is asked for it is answered once.
      const answers = new Set(nodes.map((node) => node.alias?.value ?? name)).size;
      if (level === 0) cost += answers * (WHOLE[name] ?? 0);
      if (inner.length === 0 || isIntrospection) cost += answers;
      else cost += answers * (1 + own * costOf(inner, below));
    }
    return cost;
  }

  /** Questions about the schema are as deep as tools ask them, and no wider than others. */
  function checkNamesWithin(sets: readonly SelectionSetNode[], level: number): void {
    places += 1;
    if (places > MOST_PLACES) throw new TooMuch("This asks for too much at once: ask in several questions.");
    const fields = fieldsAt(sets);
    if (fields.size > 0 && level >= LIMITS.schemaLevels) throw tooDeep(LIMITS.schemaLevels);
    for (const [name, nodes] of fields) {
      checkRepeats(name, nodes);
      checkNamesWithin(
        nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
        level + 1,
      );
    }
  }

  function checkRepeats(name: string, nodes: readonly FieldNode[]): void {
    if (nodes.length > LIMITS.sameField) {
      throw new TooMuch(
        `${name} is asked for more than ${LIMITS.sameField} times at one place: ask once, or in turns.`,
      );
    }
    aliases += nodes.filter(({ alias }) => alias !== undefined).length;
    if (aliases > LIMITS.aliases) throw new TooMuch(`More than ${LIMITS.aliases} aliases: ask in several questions.`);
  }

  /** By name, with fragments written out once, as they are when it is answered. */
  function fieldsAt(sets: readonly SelectionSetNode[]): Map<string, FieldNode[]> {
    const fields = new Map<string, FieldNode[]>();
    const seen = new Set<string>();
    const open = sets.flatMap((set) => within(set, 0));
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      const { node, fragments: around } = one;
      if (node.kind === Kind.FIELD) {
        const known = fields.get(node.name.value);
        if (known) known.push(node);
        else fields.set(node.name.value, [node]);
        continue;
      }
      if (around >= LIMITS.levels) {
        throw new TooMuch(`More than ${LIMITS.levels} fragments within each other: write them out.`);
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : firstUse(node.name.value, seen);
      if (fragment) open.push(...within(fragment.selectionSet, around + 1));
    }
    return fields;
  }

  function firstUse(name: string, seen: Set<string>): FragmentDefinitionNode | null {
    if (seen.has(name)) return null;
    seen.add(name);
    return fragmentOf(name) ?? null;
  }

  return {
    measure,
    /** Of what was measured. */
    get asksForLinesOfLines() {
      return asksForLinesOfLines;
    },
  };
}

/** `fragments`: so many are around it at its place. */
const within = ({ selections }: SelectionSetNode, fragments: number) =>
  selections.map((node: SelectionNode) => ({ node, fragments }));

const tooDear = (cost: number): string =>
  `This would cost about ${cost}, and a question may cost ${LIMITS.cost}: ask for fewer rows (first) or fewer fields.`;

/** 0 for a field without `first`; a variable may be anything. */
function rowsAsked({ arguments: given }: FieldNode): number {
  const value = given?.find(({ name }) => name.value === "first")?.value;
  if (value === undefined) return 0;
  if (value.kind !== Kind.INT) return LONGEST_PAGE;
  return Math.max(1, Math.min(Number(value.value), LONGEST_PAGE));
}

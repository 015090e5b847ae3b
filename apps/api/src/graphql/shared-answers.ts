import { type GraphQLRequestContext, type GraphQLResponse, HeaderMap } from "@apollo/server";
import type { QueryResolvers } from "@lockstep/protocol/generated/schema";
import { type DocumentNode, type FormattedExecutionResult, Kind, OperationTypeNode } from "graphql";
import { rightsKeyOf } from "../identity/viewer.ts";
import type { Context } from "./context.ts";

/** What is asked by whoever comes back: made of the view, and of what the viewer may see of it. */
const ROOTS: ReadonlySet<string> = new Set<keyof QueryResolvers>(["asOf", "exceptions", "feeds", "orderLines"]);

/** What an answer may look at that is to be everyone's who has the same rights. */
const EVERYONES: ReadonlySet<string> = new Set<keyof Context>(["moment", "noMoney", "past", "viewer"]);

/** What is asked of one view with other filters and other cursors is not kept without end. */
const MOST = 50;

type Answer = Extract<GraphQLResponse["body"], { readonly kind: "single" }>;
type Asked = Pick<GraphQLRequestContext<Context>, "contextValue" | "request"> & { readonly document: DocumentNode };

export interface SharedAnswers {
  /** What somebody with the same rights has been told of this view; null: nobody has asked. */
  find(asked: Asked): GraphQLResponse | null;
  /** Looks on while an answer is made; what is called with it keeps it, if nothing in it is of this person alone. */
  making(asked: Asked): (body: GraphQLResponse["body"]) => void;
  /** As it is sent; written once for all who share it. */
  textOf(result: FormattedExecutionResult): string;
}

/**
 * The answers of the view that is shown: when a server comes back, every page asks the same of the same moment. With the next view
 * all are gone. An answer that has looked at anything but the view and the rights, as the name of who asks, is not kept.
 */
export function createSharedAnswers(): SharedAnswers {
  let revision: number | null = null;
  const answers = new Map<string, Answer>();
  /** By what they share; null: nobody has had it written. */
  const texts = new WeakMap<object, string | null>();
  const numbers = new WeakMap<DocumentNode, number | null>();
  let last = 0;

  /** Null: what is asked there is never shared. */
  const numberOf = (document: DocumentNode): number | null => {
    let number = numbers.get(document);
    if (number === undefined) {
      number = isOfView(document) ? ++last : null;
      numbers.set(document, number);
    }
    return number;
  };

  const keyOf = ({ contextValue: { viewer, past }, document, request }: Asked): string | null => {
    const number = numberOf(document);
    if (number === null || past !== null || viewer.feed !== undefined) return null;
    return JSON.stringify([number, request.operationName, request.variables, rightsKeyOf(viewer)]);
  };

  return {
    find(asked) {
      if (asked.contextValue.writer.view.revision !== revision) return null;
      const key = keyOf(asked);
      const body = key === null ? undefined : answers.get(key);
      return body === undefined ? null : { body, http: { headers: new HeaderMap() } };
    },
    making(asked) {
      const key = keyOf(asked);
      if (key === null) return () => undefined;
      const isOwn = watchOwn(asked.contextValue);
      return (body) => {
        const of = asked.contextValue.moment.view.revision;
        if (isOwn() || body.kind !== "single" || body.singleResult.errors !== undefined) return;
        if (of !== revision || answers.size >= MOST) answers.clear();
        revision = of;
        answers.set(key, body);
        const { data } = body.singleResult;
        if (data) texts.set(data, null);
      };
    },
    textOf(result) {
      const { data, errors, extensions } = result;
      const written = data && errors === undefined && extensions === undefined ? texts.get(data) : undefined;
      if (typeof written === "string") return written;
      const text = `${JSON.stringify(result)}\n`;
      if (data && written === null) texts.set(data, text);
      return text;
    },
  };
}

/** One question, for nothing but what is made of the view. */
function isOfView({ definitions }: DocumentNode): boolean {
  const operations = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  return operations.every(
    ({ operation, selectionSet }) =>
      operation === OperationTypeNode.QUERY &&
      selectionSet.selections.every((one) => one.kind === Kind.FIELD && ROOTS.has(one.name.value)),
  );
}

/** From now on it is known whether an answer looks at what is of one person, or of another moment than the view. */
function watchOwn(context: Context): () => boolean {
  let isOwn = false;
  const watch = (thing: object, name: string): void => {
    const value: unknown = Reflect.get(thing, name);
    const get = (): unknown => {
      isOwn = true;
      return value;
    };
    Object.defineProperty(thing, name, { get, enumerable: true, configurable: true });
  };
  const viewer = { ...context.viewer };
  watch(viewer, "name");
  watch(viewer, "from");
  for (const name of Object.keys(context)) if (!EVERYONES.has(name)) watch(context, name);
  Object.assign(context, { viewer, moment: { ...context.moment, viewer } });
  return () => isOwn;
}

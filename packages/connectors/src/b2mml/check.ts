import type { Zone } from "@lockstep/domain/zone";
import type { Notes } from "./notes.ts";
import type { Field, Shape } from "./shapes.ts";
import { readDateTime, readDuration, textOf } from "./values.ts";
import type { XmlElement } from "./xml.ts";

export interface Checking {
  readonly notes: Notes;
  readonly namespace: string;
  /** Of times without an offset. */
  readonly zone: Zone | null;
  /** Names of elements that a site has declared to say nothing to us. */
  readonly passOver: ReadonlySet<string>;
}

/** Notes where an element is not what its shape says: what is missing, is there too often, is not known, or no value. */
export function checkElement(element: XmlElement, shape: Shape, checking: Checking): void {
  const { notes, namespace, passOver } = checking;
  if (textOf(element) !== "") notes.add(element, "stray-text", `text stands between its elements: take it out`);
  const counts = new Map<string, number>();
  for (const child of element.children) {
    const { name } = child;
    if (passOver.has(name)) continue;
    const field = child.namespace === namespace && Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (field === undefined) {
      const hint = "it is not known here: take it out, or name it under b2mml.passOver if it says nothing that counts";
      notes.add(child, "unknown-element", hint);
      continue;
    }
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    if (count === 2 && !field.isMany) notes.add(child, "repeated-element", "it may stand here only once: leave one");
    checkField(child, field, checking);
  }
  for (const [name, { isRequired }] of Object.entries(shape)) {
    if (isRequired && !counts.has(name)) notes.add(element, "missing-element", `${name} is missing: add it`);
  }
}

function checkField(element: XmlElement, { is, isRequired }: Field, checking: Checking): void {
  const { notes } = checking;
  if (is.kind === "over") return;
  if (is.kind === "not") {
    notes.add(element, "not-read", is.instead);
    return;
  }
  if (is.kind === "shape") {
    checkElement(element, is.shape(), checking);
    return;
  }
  if (element.children.length > 0) {
    notes.add(element, "wrong-value", "it must hold a value alone: take out the elements in it");
    return;
  }
  const text = textOf(element);
  // Empty is as good as left out, but for what must be there.
  if (text === "" && !(isRequired && is.kind === "id")) return;
  const wrong = troubleOf(text, element, is, checking);
  if (wrong !== null) notes.add(element, wrong.rule, wrong.why);
}

type Value = Exclude<Field["is"], { readonly kind: "over" | "not" | "shape" }>;

function troubleOf(text: string, element: XmlElement, is: Value, { zone }: Checking) {
  switch (is.kind) {
    case "text":
      return text.length <= 10_000 ? null : wrong("wrong-value", "it has more than 10000 characters: shorten it");
    case "id":
      if (text === "") return wrong("wrong-value", "it is empty: give it a value");
      return text.length <= 200 ? null : wrong("wrong-value", "it has more than 200 characters: shorten it");
    case "instant": {
      const at = readDateTime(text, zone);
      if (at === "no-zone") {
        return wrong("no-offset", `${text} has no offset: add one, as in +01:00, or declare b2mml.timeZone`);
      }
      return at === null ? wrong("wrong-time", `${shown(text)} is no time: write it like 2026-03-02T06:10:00Z`) : null;
    }
    case "duration":
      if (readDuration(text) !== null) return null;
      return wrong("wrong-duration", `${shown(text)} is no duration of days, hours, minutes or seconds, as in PT1H30M`);
    case "word": {
      if (!is.words.includes(text)) {
        return wrong("unknown-word", `${shown(text)} is none of ${is.words.join(", ")}: use one of them`);
      }
      const isNamed = text !== "Other" || (element.attributes.get("OtherValue") ?? "").trim() !== "";
      return isNamed ? null : wrong("unknown-word", "Other says nothing without the attribute OtherValue: add it");
    }
  }
}

const wrong = (rule: string, why: string) => ({ rule, why });

export const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

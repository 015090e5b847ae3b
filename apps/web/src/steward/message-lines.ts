import { pointerOf, stepsOf, valueAt } from "@lockstep/domain/json-patch";

export interface MessageLine {
  readonly text: string;
  /** It is what is wrong, or where something is missing. */
  readonly isWrong: boolean;
}

/** A message as people read it, line by line, with what stands at a JSON pointer marked; text that is no JSON as it came. */
export function messageLines(text: string, field: string | null): readonly MessageLine[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return text.split("\n").map((line) => ({ text: line, isWrong: false }));
  }
  const wrong = field === null ? null : placeOf(value, field);
  const lines: MessageLine[] = [];
  write(value, { pointer: "", indent: "", before: "", after: "" }, { wrong, lines });
  return lines;
}

/** Whether the field that is wrong is there at all. */
export function isMissing(text: string, field: string): boolean {
  try {
    return valueAt(JSON.parse(text), field) === undefined;
  } catch {
    return false;
  }
}

/** The nearest place that there is. */
function placeOf(value: unknown, field: string): string {
  const steps = [...stepsOf(field)];
  while (steps.length > 0 && valueAt(value, pointerOf(steps)) === undefined) steps.pop();
  return pointerOf(steps);
}

interface Place {
  readonly pointer: string;
  readonly indent: string;
  readonly before: string;
  readonly after: string;
}

interface Written {
  readonly wrong: string | null;
  readonly lines: MessageLine[];
}

function write(value: unknown, { pointer, indent, before, after }: Place, written: Written): void {
  const isWrong = pointer === written.wrong;
  const line = (text: string, marked: boolean): void => {
    written.lines.push({ text: indent + text, isWrong: marked });
  };
  const inner = typeof value === "object" && value !== null ? Object.entries(value) : [];
  if (inner.length === 0) {
    line(`${before}${JSON.stringify(value)}${after}`, isWrong);
    return;
  }
  const isList = Array.isArray(value);
  line(`${before}${isList ? "[" : "{"}`, isWrong);
  for (const [place, [name, one]] of inner.entries()) {
    write(
      one,
      {
        pointer: pointer + pointerOf([name]),
        indent: `${indent}  `,
        before: isList ? "" : `${JSON.stringify(name)}: `,
        after: place === inner.length - 1 ? "" : ",",
      },
      written,
    );
  }
  line(`${isList ? "]" : "}"}${after}`, false);
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { linesOf, MOST_FACT_BYTES } from "./lines.ts";

async function read(bytes: Uint8Array, sizes: readonly number[]): Promise<readonly unknown[]> {
  async function* chunks() {
    let from = 0;
    for (let k = 0; from < bytes.length; k += 1) {
      const size = sizes[k % sizes.length] ?? 1;
      yield bytes.subarray(from, from + size);
      from += size;
    }
  }
  const lines: unknown[] = [];
  for await (const some of linesOf(chunks())) lines.push(...some);
  return lines;
}

const textOfLine = fc.string({ unit: fc.constantFrom("a", "ü", "€", "😀", '"', "{", "\\") }).map((text) => `x${text}`);

test("however a stream is cut into chunks, its lines are the same", async () => {
  const breaks = fc.constantFrom("\n", "\r\n", "\n\n");
  const stream = fc.array(fc.tuple(textOfLine, breaks), { maxLength: 20 });
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(stream, sizes, fc.boolean(), async (parts, cuts, endsOpen) => {
      const text = parts.map((part) => part.join("")).join("");
      const whole = endsOpen ? text.trimEnd() : text;
      expect(await read(Buffer.from(whole), cuts)).toEqual(parts.map(([line]) => ({ text: line })));
    }),
  );
});

test("a line of exactly the limit is taken, one byte more is not, wherever it is cut", async () => {
  for (const cut of [1_000, 65_536, MOST_FACT_BYTES + 10]) {
    const fits = "a".repeat(MOST_FACT_BYTES);
    expect(await read(Buffer.from(`${fits}\nb`), [cut])).toEqual([{ text: fits }, { text: "b" }]);
    expect(await read(Buffer.from(`${fits}\r\nb`), [cut])).toEqual([{ text: fits }, { text: "b" }]);
    const [long, next] = await read(Buffer.from(`${fits}a\nb`), [cut]);
    expect(long).toMatchObject({ refused: { rule: "too-large" } });
    expect(next).toEqual({ text: "b" });
  }
});

test("what is not UTF-8 is kept and refused, and the next line is read as ever", async () => {
  const bytes = Buffer.concat([Buffer.from("a"), Buffer.from([0xff, 0xfe]), Buffer.from("\nb")]);
  expect(await read(bytes, [1])).toMatchObject([{ refused: { rule: "not-utf8" } }, { text: "b" }]);
});

test("a mark of the byte order in front of everything is none of the first line's", async () => {
  expect(await read(Buffer.from("\ufeff{}\n{}"), [2])).toEqual([{ text: "{}" }, { text: "{}" }]);
});

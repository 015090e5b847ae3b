/** A fenced block: what stands behind the fence ("sh", "json fact"), and its text. */
export interface Fence {
  readonly info: string;
  readonly text: string;
}

export interface Markdown {
  /** In order. */
  readonly fences: readonly Fence[];
  /** What stands in single backticks outside of fences. */
  readonly code: readonly string[];
  /** The targets of links and pictures outside of fences and backticks. */
  readonly links: readonly string[];
  /** The anchors of its headings, as GitHub makes them. */
  readonly anchors: ReadonlySet<string>;
  /** The rows of every table, without heads; cells as they stand there. */
  readonly tables: readonly (readonly (readonly string[])[])[];
  /** All of it. */
  readonly text: string;
}

const FENCE = /^```([^\n]*)\n([\s\S]*?)^```\s*$/gm;
const CODE = /`([^`\n]+)`/g;

/** As much of Markdown as our documents use. */
export function readMarkdown(text: string): Markdown {
  const prose = text.replace(FENCE, "");
  const plain = prose.replace(CODE, "");
  const headings = prose.split("\n").filter((line) => /^#{1,6} /.test(line));
  return {
    fences: [...text.matchAll(FENCE)].map(([, info = "", body = ""]) => ({ info: info.trim(), text: body })),
    code: [...prose.matchAll(CODE)].map(([, code = ""]) => code),
    links: [...plain.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target),
    anchors: new Set(headings.map(anchorOf)),
    tables: tablesOf(prose),
    text,
  };
}

function anchorOf(heading: string): string {
  const words = heading.replace(/^#+ /, "").replaceAll("`", "").toLowerCase();
  return words.replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-");
}

function tablesOf(prose: string): string[][][] {
  const blocks = prose.match(/(?:^\|.*\|[ ]*\n?)+/gm) ?? [];
  return blocks.map((block) =>
    block
      .trimEnd()
      .split("\n")
      .slice(2)
      .map((row) =>
        row
          .trim()
          .slice(1, -1)
          .split(/(?<!\\)\|/)
          .map((cell) => cell.trim()),
      ),
  );
}

import type { ReactNode } from "react";

/** JSON as people read it; text that is none stands as it came. Scrolls by keyboard, too. */
export function JsonText({ label, text }: { readonly label: string; readonly text: string }): ReactNode {
  return (
    <section aria-label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{prettyJson(text)}</pre>
    </section>
  );
}

export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

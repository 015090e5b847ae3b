import { Fragment, type ReactNode } from "react";

/** A sentence in which no id is broken at its hyphens. */
export function Phrase({ of }: { readonly of: string }): ReactNode {
  return of.split(/(\S*-\S*\d\S*)/).map((part, index) =>
    index % 2 === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other identity than their place
      <Fragment key={index}>{part}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other identity than their place
      <span key={index} className="whole">
        {part}
      </span>
    ),
  );
}

import type { ReactNode } from "react";

/** Why something was not done. */
export function Problem({ text }: { readonly text: string | null }): ReactNode {
  return (
    text !== null && (
      <p className="form-problem" role="alert">
        {text}
      </p>
    )
  );
}

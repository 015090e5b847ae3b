import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Ready } from "./api.ts";
import { ti, typeName } from "./texts.ts";

/** Plants, items and order lines, and something that supplies them: then every line has a projection. */
export function missingIn(ready: readonly Ready[]): readonly string[] {
  const musts = ready.filter(({ need, known }) => need === "must" && known === 0).map(({ type }) => typeName(type));
  const supplies = ready.filter(({ need }) => need === "supply");
  const isSupplied = supplies.some(({ known }) => known > 0);
  return isSupplied || supplies.length === 0 ? musts : [...musts, ti("import.missingSupply")];
}

/** What is there for a projection, and what is still missing. */
export function Needs({ ready }: { readonly ready: readonly Ready[] }): ReactNode {
  if (ready.length === 0) return null;
  const missing = missingIn(ready);
  return (
    <section className="needs">
      <h2>{ti("import.needs")}</h2>
      {missing.length === 0 ? (
        <p className="needs-ready">
          {ti("import.ready")} <Link to="/">{ti("import.openBoard")}</Link>
        </p>
      ) : (
        <p className="import-hint">{ti("import.needsHint")}</p>
      )}
      <ul>
        {ready.map(({ type, need, known }) => (
          <li key={type} data-known={known > 0}>
            <span className="needs-mark" aria-hidden="true">
              {known > 0 ? "✓" : "○"}
            </span>
            <span>{typeName(type)}</span>
            <span className="needs-need">{known > 0 ? "" : ti(`import.need.${need}`)}</span>
            <span className="needs-known">{ti("import.known", { n: known })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

import type { ReactNode } from "react";

interface RowsProps {
  readonly title: string;
  /** What is said where there is none. */
  readonly empty: string;
  readonly heads: readonly string[];
  /** The places of columns that hold figures. */
  readonly figures?: readonly number[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

/** A part of the sheet: its heading counts what follows, and all of it follows. */
export function Rows({ title, empty, heads, figures = [], rows }: RowsProps): ReactNode {
  return (
    <section className="ho-part">
      <h3>
        {title} <span className="count">{rows.length}</span>
      </h3>
      {rows.length === 0 ? (
        <p className="ho-empty">{empty}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled is reached with the keyboard, too
        <section className="ho-scroll" tabIndex={0} aria-label={title}>
          <table>
            <thead>
              <tr>
                {heads.map((head, place) => (
                  <th key={head} scope="col" data-figure={figures.includes(place)}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, cells }) => (
                <tr key={key}>
                  {cells.map((cell, place) => (
                    <td key={heads[place]} data-figure={figures.includes(place)}>
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

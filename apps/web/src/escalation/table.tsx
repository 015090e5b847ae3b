import type { ReactNode } from "react";

interface TableProps {
  readonly heads: readonly string[];
  /** The head of a last column of buttons, for those who hear it. */
  readonly action?: string;
  readonly children: ReactNode;
}

export const Table = ({ heads, action, children }: TableProps): ReactNode => (
  <div className="esc-scroll">
    <table className="esc-table">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
          {action !== undefined && (
            <th scope="col">
              <span className="visually-hidden">{action}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);

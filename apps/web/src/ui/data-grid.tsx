// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual grid are positioned, which a table's rows cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: focus stands in a cell (roving tabindex), as the ARIA grid pattern has it
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid itself takes the keys
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { useSnapshot } from "../shell/context.tsx";

export interface Column<Row> {
  readonly key: string;
  readonly head: string;
  /** Pixels at least; with `grow` it takes that share of what is left. */
  readonly width: number;
  readonly grow?: number;
  readonly align?: "end";
  readonly cell: (row: Row) => ReactNode;
}

interface DataGridProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly idOf: (row: Row) => string;
  /** Enter on a row, or a click on it. */
  readonly onOpen?: (row: Row) => void;
  readonly selected?: string | undefined;
  /** Long texts may take two lines. */
  readonly tall?: boolean;
}

const ROW_PX = 36;
const TALL_ROW_PX = 52;
const MOST_ROWS_SHOWN = 12;

/** An ARIA grid: one tab stop, arrows move from cell to cell, Enter opens the row; only what is seen is rendered. */
export function DataGrid<Row>({
  label,
  columns,
  rows,
  idOf,
  onOpen,
  selected,
  tall = false,
}: DataGridProps<Row>): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const rowPx = tall ? TALL_ROW_PX : ROW_PX;
  const [at, setAt] = useState({ row: 0, column: 0 });
  const { changedIn, version } = useSnapshot();
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 8,
    initialRect: { width: 800, height: rowPx * MOST_ROWS_SHOWN },
  });
  const tracks = {
    gridTemplateColumns: columns
      .map(({ width, grow }) => (grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`))
      .join(" "),
    minWidth: columns.reduce((sum, { width }) => sum + width, 0),
  };
  const row = Math.min(at.row, Math.max(0, rows.length - 1));

  const move = (to: { row: number; column: number }): void => {
    const next = {
      row: Math.max(0, Math.min(rows.length - 1, to.row)),
      column: Math.max(0, Math.min(columns.length - 1, to.column)),
    };
    setAt(next);
    virtual.scrollToIndex(next.row);
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-cell="${next.row}:${next.column}"]`)?.focus();
    });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Record<string, { row: number; column: number }> = {
      ArrowDown: { row: row + 1, column: at.column },
      ArrowUp: { row: row - 1, column: at.column },
      ArrowRight: { row, column: at.column + 1 },
      ArrowLeft: { row, column: at.column - 1 },
      Home: { row, column: 0 },
      End: { row, column: columns.length - 1 },
      PageDown: { row: row + MOST_ROWS_SHOWN, column: at.column },
      PageUp: { row: row - MOST_ROWS_SHOWN, column: at.column },
    };
    const to = steps[event.key];
    const current = rows[row];
    if (to) move(to);
    else if (event.key === "Enter" && onOpen && current !== undefined) onOpen(current);
    else return;
    event.preventDefault();
  };

  return (
    <div
      className={tall ? "grid grid-tall" : "grid"}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      onKeyDown={onKeyDown}
      ref={scroller}
      style={{ maxHeight: rowPx * (MOST_ROWS_SHOWN + 1.5) }}
    >
      <div className="grid-row grid-head" role="row" aria-rowindex={1} style={tracks}>
        {columns.map((column) => (
          <div key={column.key} role="columnheader" className={column.align === "end" ? "cell-end" : undefined}>
            {column.head}
          </div>
        ))}
      </div>
      <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize(), minWidth: tracks.minWidth }}>
        {virtual.getVirtualItems().map((item) => {
          const value = rows[item.index];
          if (value === undefined) return null;
          const id = idOf(value);
          const changed = changedIn.get(id);
          return (
            <div
              key={id}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={selected === undefined ? undefined : selected === id}
              className={onOpen ? "grid-row grid-row-open" : "grid-row"}
              style={{ ...tracks, height: rowPx, transform: `translateY(${item.start}px)` }}
              onClick={onOpen ? () => onOpen(value) : undefined}
            >
              {columns.map((column, index) => (
                <div
                  key={column.key}
                  role="gridcell"
                  data-cell={`${item.index}:${index}`}
                  tabIndex={item.index === row && index === at.column ? 0 : -1}
                  className={column.align === "end" ? "cell-end" : undefined}
                  onFocus={() => setAt({ row: item.index, column: index })}
                >
                  {column.cell(value)}
                  {index === 0 && changed !== undefined && version - changed < 8 && (
                    <span key={changed} className="fade" />
                  )}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

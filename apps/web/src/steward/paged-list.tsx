import type { ReactNode } from "react";
import { formatTime } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { useZone } from "../shell/context.tsx";
import { type Column, DataGrid } from "../ui/data-grid.tsx";
import { Notice, Placeholder } from "../ui/notice.tsx";
import { NotRead } from "./more.tsx";
import type { Pages } from "./use-pages.ts";

interface PagedListProps<Row> {
  readonly title: string;
  readonly hint: string;
  readonly empty: { readonly title: string; readonly hint: string };
  readonly pages: Pages<Row>;
  readonly columns: readonly Column<Row>[];
  readonly idOf: (row: Row) => string;
  readonly onOpen?: (row: Row) => void;
  readonly selected?: string | undefined;
  readonly tall?: boolean;
}

/** A steward's list with its count, and its states: loading, failed, empty. */
export function PagedList<Row>({
  title,
  hint,
  empty,
  pages,
  columns,
  idOf,
  onOpen,
  selected,
  tall = false,
}: PagedListProps<Row>): ReactNode {
  const zone = useZone();
  return (
    <section className="steward-list live-panel">
      <h2>
        {title} {pages.rows && <span className="count">{pages.total}</span>}
      </h2>
      <p className="steward-hint">{hint}</p>
      <NotRead {...pages} />
      {!pages.rows && !pages.refusal && <Placeholder rows={5} label={t("detail.loading")} />}
      {pages.rows?.length === 0 && (
        <Notice title={empty.title}>
          <p>{empty.hint}</p>
        </Notice>
      )}
      {pages.rows !== null && pages.rows.length > 0 && (
        <DataGrid
          label={title}
          columns={columns}
          rows={pages.rows}
          idOf={idOf}
          selected={selected}
          tall={tall}
          {...(onOpen ? { onOpen } : {})}
        />
      )}
      <div className="steward-foot">
        {pages.hasMore && (
          <button type="button" className="button" onClick={pages.more}>
            {t("steward.more")} ({t("steward.shownOf", { n: pages.rows?.length ?? 0, total: pages.total })})
          </button>
        )}
        {pages.asOf && (
          <span className="as-of">{t("detail.asOf", { time: formatTime(pages.asOf.now, zone, "clock") })}</span>
        )}
      </div>
    </section>
  );
}

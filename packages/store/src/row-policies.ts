import { type Column, type SQL, sql } from "drizzle-orm";
import { type PgPolicy, pgPolicy } from "drizzle-orm/pg-core";

/** Whom the API becomes while it reads on behalf of somebody: it owns nothing, may only read, and nobody signs in as it. */
export const VIEWER_ROLE = "lockstep_viewer";

/** What programs that make reports are members of. */
export const REPORTER_ROLE = "lockstep_reporter";

/** The sites of whom the API reads for: as `report_readers.sites`. Nothing, if it is not set. */
export const SITES_SETTING = "lockstep.sites";
export const PERSON_SETTING = "lockstep.person";

const isViewer = `current_user = '${VIEWER_ROLE}'`;
/**
 * The sites of who asks. What is set counts for the API's role alone, as everybody may set it; who else asks is looked up. Either
 * stands in a subselect that names no column of the table: it is worked out once a statement, not once a row.
 */
const ASKED = `select case when ${isViewer} then current_setting('${SITES_SETTING}', true) else (select report_readers.sites from report_readers where report_readers.name = current_user) end as sites`;
const SEES_EVERY_SITE = sql.raw(`(select coalesce(asked.sites = '*', false) from (${ASKED}) as asked)`);
const SITES = sql.raw(
  `(select case when asked.sites like '{%' then asked.sites::text[] end from (${ASKED}) as asked)::text[]`,
);
const PERSON = sql.raw(`(select case when ${isViewer} then current_setting('${PERSON_SETTING}', true) end)`);

/** Rows of the sites of who asks, and those that are their own; what names no site is for those who see every site. */
export const ofTheirSites = (site: Column, own?: (person: SQL) => SQL): PgPolicy =>
  reading(
    own === undefined
      ? sql`${SEES_EVERY_SITE} or ${site} = any (${SITES})`
      : sql`${SEES_EVERY_SITE} or ${site} = any (${SITES}) or ${own(PERSON)}`,
  );

/** All rows, for those who see every site; none for others. */
export const ofEverySite = (): PgPolicy => reading(sql`${SEES_EVERY_SITE}`);

/** The one row that says what a program that makes reports sees. */
export const ofThemselves = (name: Column): PgPolicy => reading(sql`${name} = current_user`);

const reading = (using: SQL): PgPolicy => pgPolicy("read", { for: "select", to: "public", using });

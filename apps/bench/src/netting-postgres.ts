import pg from "pg";
import type { SubsetChange, SubsetRow } from "./subset.ts";
import { dayOf, needOf, PICK, rowOf, type Subset, type SubsetDemand, type SubsetSupply, TRANSIT } from "./subset.ts";

/** The same question as a view with window functions, as people have it today, and as a materialised one. */
export interface PostgresNetting {
  apply(change: SubsetChange): Promise<void>;
  rows(): Promise<ReadonlyMap<number, SubsetRow>>;
  /** All lines that are late or short, out of the view: what a board asks for. */
  atRisk(): Promise<number>;
  /** The lines of one point, out of the view. */
  ofPoint(point: number): Promise<number>;
  refresh(): Promise<void>;
  end(): Promise<void>;
}

const SCHEMA = `
create table demand (line int primary key, point int not null, quantity float8 not null, day int not null,
  priority float8 not null, need float8 not null, promised float8 not null);
create table supply (supply int primary key, point int not null, kind int not null, quantity float8 not null,
  available float8 not null);`;

const VIEW = `
create view netting as
with d as (
  select line, point, quantity, promised, sum(quantity) over (
    partition by point order by day, priority, need, line rows unbounded preceding) as upto from demand
), s as (
  select point, quantity, available, sum(quantity) over (
    partition by point order by available, kind, supply rows unbounded preceding) as upto from supply where quantity > 0
), n as (
  select d.line, d.point, d.quantity, d.promised, max(s.available) as available,
    coalesce(sum(least(s.upto, d.upto) - greatest(s.upto - s.quantity, d.upto - d.quantity)) filter (where s.point is not null), 0)
      as got
  from d left join s
    on s.point = d.point and s.upto - s.quantity < d.upto and s.upto > d.upto - d.quantity
  group by d.line, d.point, d.quantity, d.promised
)
select line, point, available, quantity - got as short, case when quantity > got then 'short'
  when available + ${PICK + TRANSIT} > promised then 'late' else 'ok' end as state, promised from n;
create materialized view netted as select * from netting;
create index on demand (point);
create index on supply (point);
analyze;`;

export async function createPostgresNetting(url: string, subset: Subset): Promise<PostgresNetting> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("drop materialized view if exists netted; drop view if exists netting");
  await client.query("drop table if exists demand; drop table if exists supply");
  await client.query(SCHEMA);
  await insert(client, "demand", subset.demands.map(demandRow));
  await insert(client, "supply", subset.supplies.map(supplyRow));
  await client.query(VIEW);

  const put = async (table: "demand" | "supply", row: readonly number[]): Promise<void> => {
    const names = COLUMNS[table];
    const sets = names.map((name, k) => `${name} = $${k + 1}`).join(", ");
    const marks = names.map((_, k) => `$${k + 1}`).join(", ");
    const text = `insert into ${table} values (${marks}) on conflict (${names[0]}) do update set ${sets}`;
    await client.query({ name: `put ${table}`, text, values: [...row] });
  };

  return {
    async apply({ demand, supplies }) {
      if (demand !== null) await put("demand", demandRow(demand));
      for (const supply of supplies) await put("supply", supplyRow(supply));
    },
    async rows() {
      const { rows } = await client.query("select line, available, short, state, promised from netting");
      return new Map(
        rows.map(({ line, available, short, state, promised }) => {
          const row = rowOf(promised, available, short);
          return [line, { ...row, state }];
        }),
      );
    },
    async atRisk() {
      const { rows } = await client.query("select line, available, short, state from netting where state <> 'ok'");
      return rows.length;
    },
    async ofPoint(point) {
      const text = "select line, available, short, state from netting where point = $1";
      const { rows } = await client.query({ name: "of point", text, values: [point] });
      return rows.length;
    },
    async refresh() {
      await client.query("refresh materialized view netted");
    },
    end: () => client.end(),
  };
}

const COLUMNS = {
  demand: ["line", "point", "quantity", "day", "priority", "need", "promised"],
  supply: ["supply", "point", "kind", "quantity", "available"],
} as const;

function demandRow({ line, point, quantity, priority, promisedAt }: SubsetDemand): number[] {
  const need = needOf(promisedAt);
  return [line, point, quantity, dayOf(need), priority, need, promisedAt];
}

const supplyRow = ({ supply, point, isLot, quantity, availableAt }: SubsetSupply): number[] => [
  supply,
  point,
  isLot ? 0 : 1,
  quantity,
  availableAt,
];

async function insert(client: pg.Client, table: "demand" | "supply", rows: readonly number[][]): Promise<void> {
  const names = COLUMNS[table];
  const casts = names.map((_, k) => `$${k + 1}::float8[]`).join(", ");
  const columns = names.map((_, k) => rows.map((row) => row[k] ?? 0));
  await client.query(`insert into ${table} select * from unnest(${casts})`, columns);
}

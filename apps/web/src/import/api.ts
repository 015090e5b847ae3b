import { devToken } from "../api/identity.ts";

export interface Field {
  readonly path: string;
  readonly kind: string;
  readonly isRequired: boolean;
  readonly list: string | null;
  readonly choices: readonly string[];
  readonly otherwise: string | null;
}

export interface FieldRule {
  readonly column?: string;
  readonly constant?: string;
  readonly words?: Readonly<Record<string, string>>;
  readonly factor?: number;
  readonly timePer?: "second" | "minute" | "hour";
  readonly unitColumn?: string;
  readonly units?: Readonly<Record<string, number>>;
  readonly timeColumn?: string;
  readonly currency?: string;
  readonly currencyColumn?: string;
}

export interface Mapping {
  readonly type: string;
  readonly fields: Readonly<Record<string, FieldRule>>;
  readonly decimal: "." | ",";
  readonly dates: "ymd" | "dmy" | "mdy";
  readonly zone: string;
  readonly isComplete?: boolean;
}

export interface Ready {
  readonly type: string;
  readonly need: "must" | "supply" | "better";
  readonly known: number;
}

export interface KeptMapping {
  readonly source: string;
  readonly mapping: Mapping;
  readonly changedAt: string;
  readonly changedBy: string;
}

export interface Overview {
  readonly types: readonly { readonly type: string; readonly shape: string; readonly fields: readonly Field[] }[];
  readonly mappings: readonly KeptMapping[];
  readonly ready: readonly Ready[];
}

export interface Column {
  readonly name: string;
  readonly values: readonly string[];
  readonly hasMore: boolean;
}

export interface Guess {
  readonly mapping: Mapping;
  readonly isDateOrderAmbiguous: boolean;
}

export interface Upload extends Guess {
  readonly id: string;
  readonly name: string;
  readonly rowCount: number;
  readonly columns: readonly Column[];
  readonly preview: readonly { readonly row: number; readonly cells: readonly string[] }[];
  /** The likeliest first. */
  readonly types: readonly string[];
}

export interface Preview {
  readonly problem: string | null;
  readonly fields: readonly {
    readonly path: string;
    readonly values: readonly { readonly text: string | null; readonly trouble: string | null }[];
  }[];
}

export type Shown = "bad" | "changed" | "new" | "gone" | "older" | "unchanged";

export interface Counts {
  readonly rows: number;
  readonly badRows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly older: number;
  readonly gone: number;
}

export interface PlannedRow {
  readonly rows: readonly number[];
  readonly key: string;
  readonly changes: readonly { readonly field: string; readonly from: string | null; readonly to: string | null }[];
  readonly waitsFor: readonly string[];
}

export interface BadRow {
  readonly row: number;
  readonly column: string | null;
  readonly value: string | null;
  readonly reason: string;
}

export type ShownRow = PlannedRow | BadRow;

export interface DryRun {
  readonly counts: Counts;
  readonly waiting: {
    readonly facts: number;
    readonly nameCount: number;
    readonly names: readonly { readonly name: string; readonly facts: number }[];
  };
  readonly pages: { readonly [show in Exclude<Shown, "bad">]: readonly PlannedRow[] } & {
    readonly bad: readonly BadRow[];
  };
}

export interface Committed {
  readonly accepted: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly parked: number;
  readonly seq: number;
  readonly counts: Counts;
  readonly ready: readonly Ready[];
}

/** What the server says against it, in its own words. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Order {
  readonly source: string;
  readonly mapping: Mapping;
  readonly asOf: string | null;
}

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export const importApi = {
  overview: () => ask<Overview>("GET", ""),
  upload: (name: string, body: Blob | string) =>
    ask<Upload>("POST", `?${new URLSearchParams({ name, zone: ZONE })}`, body),
  guess: (id: string, type: string) =>
    ask<Guess>("POST", `/${id}/guess?${new URLSearchParams({ zone: ZONE })}`, { type }),
  preview: (id: string, mapping: Mapping) => ask<Preview>("POST", `/${id}/preview`, { mapping }),
  dryRun: (id: string, order: Order) => ask<DryRun>("POST", `/${id}/dry-run`, order),
  commit: (id: string, order: Order) => ask<Committed>("POST", `/${id}/commit`, order),
  rows: (id: string, show: Shown, offset: number) =>
    ask<{ total: number; rows: readonly ShownRow[] }>(
      "GET",
      `/${id}/rows?${new URLSearchParams({ show, offset: String(offset), limit: "100" })}`,
    ),
  errors: async (id: string): Promise<Blob> => (await send("GET", `/${id}/errors.csv`)).blob(),
  remove: async (id: string): Promise<void> => {
    await send("DELETE", `/${id}`);
  },
};

async function ask<T>(method: string, path: string, body?: Blob | string | object): Promise<T> {
  return (await (await send(method, path, body)).json()) as T;
}

async function send(method: string, path: string, body?: Blob | string | object): Promise<Response> {
  const token = devToken();
  const isRaw = typeof body === "string" || body instanceof Blob;
  const headers: Record<string, string> = {
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(body === undefined ? {} : { "content-type": isRaw ? "text/csv" : "application/json" }),
  };
  const content = body === undefined ? {} : { body: isRaw ? body : JSON.stringify(body) };
  const answer = await fetch(`/imports${path}`, { method, headers, ...content });
  if (answer.ok) return answer;
  const refused = (await answer.json().catch(() => null)) as { error?: { code: string; message: string } } | null;
  throw new Refused(refused?.error?.code ?? "FAILED", refused?.error?.message ?? `${answer.status}`);
}

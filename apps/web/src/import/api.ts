import type {
  Committed,
  DryRun,
  Guess,
  Mapping,
  Order,
  Overview,
  Preview,
  RowPage,
  Shown,
  Upload,
} from "@lockstep/protocol/imports";
import { rest, restJson } from "../api/rest.ts";

const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export const importApi = {
  overview: () => ask<Overview>("GET", ""),
  upload: (name: string, body: Blob | string) =>
    ask<Upload>("POST", `?${new URLSearchParams({ name, zone: ZONE })}`, body),
  /** Another sheet of the workbook. */
  sheet: (id: string, sheet: string) =>
    ask<Upload>("POST", `/${id}/sheet?${new URLSearchParams({ zone: ZONE })}`, { sheet }),
  guess: (id: string, type: string) =>
    ask<Guess>("POST", `/${id}/guess?${new URLSearchParams({ zone: ZONE })}`, { type }),
  preview: (id: string, mapping: Mapping) => ask<Preview>("POST", `/${id}/preview`, { mapping }),
  dryRun: (id: string, order: Order) => ask<DryRun>("POST", `/${id}/dry-run`, order),
  commit: (id: string, order: Order) => ask<Committed>("POST", `/${id}/commit`, order),
  rows: (id: string, show: Shown, offset: number) =>
    ask<RowPage>("GET", `/${id}/rows?${new URLSearchParams({ show, offset: String(offset), limit: "100" })}`),
  errors: async (id: string): Promise<Blob> => (await rest("GET", `/imports/${id}/errors.csv`)).blob(),
  remove: async (id: string): Promise<void> => {
    await rest("DELETE", `/imports/${id}`);
  },
};

const ask = <T>(method: string, path: string, body?: Blob | string | object): Promise<T> =>
  restJson<T>(method, `/imports${path}`, body);

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
import { devToken } from "../api/identity.ts";

/** What the server says against it, in its own words. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
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
    ask<RowPage>("GET", `/${id}/rows?${new URLSearchParams({ show, offset: String(offset), limit: "100" })}`),
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

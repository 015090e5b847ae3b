/** What the address of a trace says: where it begins, which way it goes, how it is shown, and what is picked in it. */
export interface TraceSearch {
  readonly item?: string | undefined;
  readonly lot?: string | undefined;
  readonly serial?: string | undefined;
  readonly direction?: "BACKWARD" | "FORWARD" | undefined;
  readonly show?: "table" | undefined;
  readonly node?: string | undefined;
}

/** Takes what an address says, leaves out what it may not say. */
export function traceSearchOf(search: Record<string, unknown>): TraceSearch {
  const text = (name: string): string | undefined => {
    const value = search[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const direction = search["direction"];
  return {
    item: text("item"),
    lot: text("lot"),
    serial: text("serial"),
    node: text("node"),
    direction: direction === "BACKWARD" || direction === "FORWARD" ? direction : undefined,
    show: search["show"] === "table" ? "table" : undefined,
  };
}

/** What the address says: which part of the plant, in which order, and what is open. */
export interface View {
  readonly site?: string | undefined;
  readonly line?: string | undefined;
  readonly customer?: string | undefined;
  readonly kind?: readonly string[] | undefined;
  readonly severity?: readonly string[] | undefined;
  readonly q?: string | undefined;
  readonly order?: SortOrder | undefined;
  /** Only what the viewer has. */
  readonly mine?: "yes" | undefined;
  /** The cleared ones are unfolded. */
  readonly cleared?: "shown" | undefined;
  /** The open exception. */
  readonly at?: string | undefined;
  /** What was opened from there, step by step: `line:SO-1/10`. */
  readonly open?: readonly string[] | undefined;
  /** Of which figure it is shown where it comes from: `SALES_ORDER_LINE|SO-1/10|PROMISED_AT`. */
  readonly from?: string | undefined;
  /** The past moment that all of it is of, as the page was loaded with it. */
  readonly then?: string | undefined;
}

export type SortOrder = "money" | "time" | "severity" | "opened";
export const SORT_ORDERS: readonly SortOrder[] = ["money", "time", "severity", "opened"];

export type PlaceKind = "line" | "order" | "point" | "resource" | "purchase" | "transfer" | "hold" | "supply";
export interface Place {
  readonly kind: PlaceKind;
  readonly id: string;
}

const PLACE_KINDS: readonly PlaceKind[] = [
  "line",
  "order",
  "point",
  "resource",
  "purchase",
  "transfer",
  "hold",
  "supply",
];
const LISTS = new Set(["kind", "severity", "open"]);

/** Plain addresses: `?kind=SCRAP&kind=OVERLOAD&at=…`, no JSON in them. */
export function parseSearch(search: string): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = {};
  const words = new URLSearchParams(search);
  for (const name of new Set(words.keys())) {
    const all = words.getAll(name);
    found[name] = LISTS.has(name) ? all : (all.at(-1) ?? "");
  }
  return found;
}

export function stringifySearch(search: Record<string, unknown>): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (Array.isArray(value)) for (const one of value) words.append(name, String(one));
    else if (value !== undefined && value !== null && value !== "") words.append(name, String(value));
  }
  // Slashes and colons may stand in a query as they are; ids are made of them.
  const text = words.toString().replaceAll("%2F", "/").replaceAll("%3A", ":").replaceAll("%40", "@");
  return text === "" ? "" : `?${text}`;
}

/** Takes what an address says, leaves out what it may not say. */
export function viewOf(search: Record<string, unknown>): View {
  const view: { -readonly [name in keyof View]: View[name] } = {};
  for (const name of ["site", "line", "customer", "q", "at", "from", "then"] as const) {
    const value = search[name];
    if (typeof value === "string" && value !== "") view[name] = value;
  }
  if (search["mine"] === "yes") view.mine = "yes";
  if (search["cleared"] === "shown") view.cleared = "shown";
  const order = SORT_ORDERS.find((known) => known === search["order"]);
  if (order !== undefined && order !== "money") view.order = order;
  for (const name of ["kind", "severity"] as const) {
    const value = textsOf(search[name]);
    if (value.length > 0) view[name] = [...new Set(value)].sort();
  }
  const open = textsOf(search["open"]).filter((text) => placeOf(text) !== null);
  if (open.length > 0) view.open = open;
  return view;
}

export function placeOf(text: string): Place | null {
  const cut = text.indexOf(":");
  const kind = PLACE_KINDS.find((known) => known === text.slice(0, cut));
  const id = text.slice(cut + 1);
  return kind === undefined || id === "" ? null : { kind, id };
}

export const textOfPlace = (place: Place): string => `${place.kind}:${place.id}`;

/** Opening something that is on the trail already goes back to it. */
export function openPlace(trail: readonly string[], place: Place): readonly string[] {
  const text = textOfPlace(place);
  const known = trail.indexOf(text);
  return known >= 0 ? trail.slice(0, known + 1) : [...trail, text];
}

/** Whether anything but the plant narrows the list. */
export function isFiltered(view: View): boolean {
  return Boolean(view.line ?? view.customer ?? view.q ?? view.kind ?? view.severity ?? view.mine);
}

export const clearedFilters = {
  line: undefined,
  customer: undefined,
  q: undefined,
  kind: undefined,
  severity: undefined,
  mine: undefined,
};

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string" && one !== "") : [];
}

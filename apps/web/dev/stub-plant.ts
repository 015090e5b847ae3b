/** A small made-up plant in the server's own answer shapes, the same for the same seed, for looking at pages and for tests. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export interface StubPlant {
  readonly asOf: { seq: number; now: string; factAt: string; stateHash: string; clock: string };
  readonly exceptions: Map<string, StubException>;
  readonly lines: Map<string, StubLine>;
  readonly sites: readonly { id: string; name: string; timeZone: string }[];
  readonly resources: readonly { id: string; name: string; site: string }[];
  readonly customers: readonly { id: string; name: string }[];
  readonly feeds: StubFeed[];
}

export type StubException = ReturnType<typeof makeException>;
export type StubLine = ReturnType<typeof makeLine>;
type StubFeed = ReturnType<typeof makeFeed>;

const SITES = [
  { id: "PLANT-N", name: "Nordhausen", timeZone: "Europe/Berlin" },
  { id: "PLANT-W", name: "Windsor", timeZone: "America/Toronto" },
];
const RESOURCES = ["Kettle 1", "Kettle 2", "Filler 1", "Filler 2", "Tray line", "Retort", "Packer 1", "Packer 2"].map(
  (name, index) => ({ id: `L-${index + 1}`, name, site: SITES[index < 5 ? 0 : 1]?.id ?? "" }),
);
const CUSTOMERS = ["Aldgate Foods", "Brightmart", "Coop Nord", "Delhaize", "Edeka Süd", "Fresh & Co"].map(
  (name, index) => ({
    id: `C-${index + 1}`,
    name,
  }),
);
const ITEMS = [
  "Tomato sauce 500 g",
  "Pesto verde 190 g",
  "Chili con carne 400 g",
  "Lasagne tray 1 kg",
  "Curry paste 2.5 kg",
];

const KINDS: readonly (readonly [string, string, string, string])[] = [
  ["MACHINE_DOWN", "RESOURCE", "L-3", "Filler 1 is down since 08:12: seal head, no repair estimate"],
  ["SUPPLIER_LATE", "PURCHASE_ORDER_LINE", "PO-4410/1", "Glass jars 500 ml from Vetro S.p.A. are two days late"],
  ["NO_SUPPLY", "STOCKING_POINT", "BASIL@PLANT-N", "Nothing supplies 340 kg of Basil, fresh at Nordhausen"],
  ["QUALITY_HOLD", "HOLD", "H-77", "Lot 26-0412 of Tomato sauce is on hold: pH out of limits"],
  ["SCRAP", "PRODUCTION_ORDER", "WO-1088", "WO-1088 Lasagne tray scrapped 18 % on the Tray line"],
  ["SLOW_RUNNING", "PRODUCTION_ORDER", "WO-1091", "WO-1091 Chili con carne runs at 71 % of its rate"],
  ["NOT_STARTED", "PRODUCTION_ORDER", "WO-1102", "WO-1102 Pesto verde should have started at 06:00"],
  ["OVERLOAD", "RESOURCE", "L-5", "Tray line is planned for 31 hours in the next 24"],
  ["PLAN_GAP", "PURCHASE_ORDER_LINE", "PO-4432/2", "PO-4432/2 Cream is promised after it is needed"],
  [
    "STOCK_MISMATCH",
    "STOCKING_POINT",
    "SUGAR@PLANT-W",
    "The ERP says 1,200 kg of Sugar more than the warehouse counts",
  ],
  ["NOT_SHIPPED", "SALES_ORDER_LINE", "SO-2004/10", "SO-2004/10 lies ready in the warehouse and has not left"],
  ["TRANSFER_LATE", "TRANSFER_ORDER", "TO-31", "TO-31 Curry paste from Nordhausen is overdue at Windsor"],
  ["UNCERTAIN", "PRODUCTION_ORDER", "WO-1130", "WO-1130 may end after the promise: little slack, much to do"],
];

/** `size` is how many exceptions; 0 is a plant where all is well. */
export function makeStubPlant(size: number, now: number): StubPlant {
  const random = seeded(7);
  const lines = new Map<string, StubLine>();
  const exceptions = new Map<string, StubException>();
  for (let index = 0; index < size; index += 1) {
    const kind = KINDS[index % KINDS.length] ?? KINDS[0];
    if (!kind) continue;
    const mine = Array.from({ length: 1 + Math.floor(random() * random() * 30) }, (_, step) =>
      makeLine({ id: `SO-${2000 + index}/${(step + 1) * 10}`, now, random, kind }),
    );
    for (const line of mine) lines.set(line.id, line);
    const made = makeException({ index, kind, lines: mine, now, random });
    exceptions.set(made.id, made);
  }
  const feeds = [
    makeFeed("ERP", "erp-main", 40_000, now),
    makeFeed("MES", "mes-lines", 3_000, now),
    makeFeed("WMS", "wms-north", 420_000, now),
  ];
  const iso = new Date(now).toISOString();
  const asOf = { seq: 1000, now: iso, factAt: iso, stateHash: "0", clock: "LIVE" };
  return { asOf, exceptions, lines, sites: SITES, resources: RESOURCES, customers: CUSTOMERS, feeds };
}

type Kind = readonly [string, string, string, string];

function makeLine({ id, now, random, kind }: { id: string; now: number; random: () => number; kind: Kind }) {
  const state = ["AT_RISK", "LATE", "LATE", "SHORT"][Math.floor(random() * 4)] ?? "LATE";
  const promised = now + Math.round((random() * 60 + 2) * HOUR);
  const slack = state === "AT_RISK" ? Math.round(random() * 120) : -Math.round(random() * 1800);
  const quantity = 100 + Math.floor(random() * 40) * 20;
  const money = { amount: (quantity * (3 + random() * 9)).toFixed(2), currency: "EUR" };
  const customer = CUSTOMERS[Math.floor(random() * CUSTOMERS.length)] ?? { id: "C-1", name: "Aldgate Foods" };
  const item = Math.floor(random() * ITEMS.length);
  return {
    id,
    order: id.split("/")[0] ?? id,
    site: "PLANT-N",
    item: `FG-${item}`,
    itemName: ITEMS[item] ?? "",
    uom: "pc",
    customer: customer.id,
    customerName: customer.name,
    state,
    quantity,
    openQuantity: quantity,
    shortQuantity: state === "SHORT" ? quantity / 2 : 0,
    requestedAt: new Date(promised).toISOString(),
    promisedAt: new Date(promised).toISOString(),
    projectedDelivery: state === "SHORT" ? null : new Date(promised - slack * MINUTE).toISOString(),
    slackMinutes: state === "SHORT" ? null : slack,
    pLate: state === "AT_RISK" ? 0.4 : 1,
    cause: { kind: kind[0], subject: kind[2], subjectType: kind[1] },
    valueAtRisk: money,
    openValue: money,
  };
}

interface Made {
  readonly index: number;
  readonly kind: Kind;
  readonly lines: readonly StubLine[];
  readonly now: number;
  readonly random: () => number;
}

function makeException({ index, kind, lines, now, random }: Made) {
  const left = Math.round(random() * random() * 80 * HOUR) - HOUR;
  const lost = left < 0;
  const actBy = lost ? null : new Date(now + left).toISOString();
  const severity = lost
    ? "MEDIUM"
    : left < 4 * HOUR
      ? "CRITICAL"
      : left < 24 * HOUR
        ? "HIGH"
        : left < 72 * HOUR
          ? "MEDIUM"
          : "LOW";
  const state = ["OPEN", "OPEN", "ACKNOWLEDGED", "OPEN", "IN_PROGRESS", "OPEN", "SHELVED"][index % 7] ?? "OPEN";
  const owner = state === "OPEN" ? null : (["petra", "sam"][index % 2] ?? null);
  return {
    id: `x-${index}`,
    kind: kind[0],
    subject: kind[2],
    subjectType: kind[1],
    title: kind[3],
    state,
    present: index % 11 !== 9,
    severity,
    openedAt: new Date(now - index * 11 * MINUTE).toISOString(),
    actBy,
    firstImpactAt: lines[0]?.promisedAt ?? null,
    valueAtRisk: {
      amount: lines.reduce((sum, line) => sum + Number(line.valueAtRisk.amount), 0).toFixed(2),
      currency: "EUR",
    },
    impacted: lines.map((line) => ({
      line: line.id,
      state: line.state,
      lateByMinutes: line.slackMinutes === null ? null : -line.slackMinutes,
      shortQuantity: line.shortQuantity,
      actBy,
      lost,
    })),
    mutedBy: index === 5 ? "x-0" : null,
    sites: [index % 4 === 3 ? "PLANT-W" : "PLANT-N"],
    resource: RESOURCES[index % RESOURCES.length]?.id ?? null,
    owner,
    acknowledgedBy: owner,
    acknowledgedAt: owner === null ? null : new Date(now - 5 * MINUTE).toISOString(),
    estimate: null as string | null,
    estimatedBy: null,
    shelvedUntil: state === "SHELVED" ? new Date(now + 3 * HOUR).toISOString() : null,
    recurrences: index % 5 === 4 ? 2 : 0,
    revision: 1,
    mergedInto: null,
    mergedCount: 0,
    merged: [],
    nextActions:
      state === "OPEN"
        ? ["ACKNOWLEDGE", "ASSIGN", "SHELVE", "RESOLVE", "FLAG_FALSE", "COMMENT"]
        : ["ASSIGN", "RESOLVE", "FLAG_FALSE", "COMMENT"],
  };
}

function makeFeed(system: string, id: string, age: number, now: number) {
  const at = new Date(now - age).toISOString();
  const status = age > 300_000 ? "WARN" : "FRESH";
  return {
    id,
    system,
    lastFactAt: at,
    lastReceivedAt: at,
    ageSeconds: age / 1000,
    status,
    trouble: null,
    troubleKind: null,
    errors: 0,
    accepted: 41_200,
    quarantined: 3,
    toDo: status === "WARN" ? "SILENT" : "NOTHING",
  };
}

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

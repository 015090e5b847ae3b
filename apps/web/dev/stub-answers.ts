import type { StubPlant } from "./stub-plant.ts";

const MINUTE = 60_000;

/** Roots of the API's schema over the made-up plant. */
export function stubRoot(
  plant: StubPlant,
  change: (id: string, patch: Record<string, unknown>) => unknown,
): Record<string, unknown> {
  const now = Date.parse(plant.asOf.now);
  const iso = (minutes: number): string => new Date(now + minutes * MINUTE).toISOString();
  const facts = [1, 2, 3].map((n) => ({
    seq: 900 + n,
    type: ["mes.operation", "erp.production-order", "wms.movement"][n - 1],
    source: "mes-lines",
    id: `f-${n}`,
    time: iso(-n * 17),
    receivedAt: iso(-n * 17),
    event: JSON.stringify({
      specversion: "1.0",
      id: `f-${n}`,
      source: "mes-lines",
      type: "mes.operation",
      data: { good: 120, scrap: 4, state: "running" },
    }),
  }));
  const quarantined = [0, 1, 2].map((n) => ({
    id: `q-${n}`,
    receivedAt: iso(-n * 310),
    since: iso(-n * 310),
    connector: "http",
    rule: ["field-type", "future", "id-conflict"][n],
    reason: [
      'data.good must be a number; it is "120".',
      "time lies 3 h ahead of receipt",
      "the same id came with other content",
    ][n],
    fact: JSON.stringify(facts[n]),
    state: n === 2 ? "DISCARDED" : "OPEN",
    settledBy: n === 2 ? "dev" : null,
    settledAt: n === 2 ? iso(-1) : null,
    settledReason: n === 2 ? "test message" : null,
    cause: `qc-${n}`,
    factType: "mes.operation",
    field: ["/event", "/time", null][n],
    told: n === 0 ? ["order:WO-1071"] : [],
    owner: n === 0 ? "stan" : null,
    dueAt: iso(240 - n * 310),
    stage: n === 0 ? "OPEN" : "DUE",
    linesBlocked: n === 0 ? 2 : null,
    valueBlocked: n === 0 ? { amount: "12400.00", currency: "EUR" } : null,
    corrected: null,
    changes: [],
  }));
  const causes = quarantined
    .filter(({ state }) => state === "OPEN")
    .map(({ cause: id, ...rest }, n) => ({
      ...rest,
      id,
      open: n + 1,
      isAssigned: n === 0,
      factsUntold: n,
      escalatesAt: iso(480 - n * 310),
    }));
  const path = (line: string, subject: string, title: string) => [
    { what: "LINE", id: line, text: `${line} late 9 h` },
    { what: "SUPPLY", id: "WO-1088", text: "waits for WO-1088, Tomato sauce 500 g" },
    { what: "OPERATION", id: "WO-1088/20", text: "WO-1088/20 waits behind WO-1071 on Filler 1, which ends 8 h late" },
    { what: "OPERATION", id: "WO-1071/20", text: "WO-1071/20 stands since 08:12" },
    { what: "CAUSE", id: subject, text: title },
  ];
  const orderLine = ({ id }: { id: string }) => {
    const line = plant.lines.get(id);
    if (!line) return null;
    const under = [...plant.exceptions.values()].find((one) => one.impacted.some((hit) => hit.line === id));
    return {
      ...line,
      path: path(id, line.cause.subject, under?.title ?? ""),
      exception: under ?? null,
      facts,
      allocations: [
        { kind: "LOT", id: "26-0398", quantity: 120, availableAt: iso(0) },
        { kind: "MAKE", id: "WO-1088", quantity: line.quantity - 120, availableAt: iso(840) },
      ],
    };
  };
  const operations = [10, 20, 30].map((seq, index) => ({
    seq,
    resource: `L-${index + 1}`,
    resourceName: plant.resources[index]?.name ?? null,
    state: ["DONE", "RUNNING", "PENDING"][index],
    plannedStart: iso(-300 + index * 180),
    plannedFinish: iso(-120 + index * 180),
    projectedStart: iso(-280 + index * 260),
    projectedFinish: iso(-60 + index * 320),
    remainingHours: index * 2.4,
    boundBy: ["PLAN", "RESOURCE", "OPERATION"][index],
    good: 400 - index * 180,
    scrap: index * 4,
  }));
  const supplies = [
    { kind: "LOT", id: "26-0398", quantity: 120, availableAt: iso(0), assumed: false, expiresAt: iso(60_000) },
    { kind: "MAKE", id: "WO-1088", quantity: 800, availableAt: iso(840), assumed: false, expiresAt: iso(90_000) },
    { kind: "PURCHASE", id: "PO-4410/1", quantity: 4000, availableAt: iso(2880), assumed: true, expiresAt: null },
  ];
  const demands = [
    {
      kind: "LINE",
      id: [...plant.lines.keys()][0] ?? "SO-1/10",
      quantity: 400,
      needAt: iso(300),
      priority: 2,
      shortQuantity: 0,
      availableAt: iso(840),
      allocations: [],
    },
    {
      kind: "CLAIM",
      id: "WO-1090/10",
      quantity: 300,
      needAt: iso(600),
      priority: 5,
      shortQuantity: 120,
      availableAt: null,
      allocations: [],
    },
  ];
  const page = (nodes: readonly unknown[]) => ({
    nodes,
    edges: [],
    totalCount: nodes.length,
    pageInfo: { hasNextPage: false, endCursor: null },
  });
  const severities = (severity: string): number =>
    [...plant.exceptions.values()].filter((one) => one.severity === severity).length;
  const settle =
    (patch: Record<string, unknown>) =>
    ({ id }: { id: string }) =>
      change(id, patch);
  const step = { ownerRole: "SUPERVISOR", doneBy: null, doneAt: null, note: null, overdue: false };
  const playbook = {
    ...{ name: "A machine is down", version: 1, site: null, mayTick: true },
    steps: [
      { ...step, text: "Say why it stopped", dueAt: iso(-1), doneBy: "petra", doneAt: iso(-2) },
      { ...step, text: "Call maintenance", dueAt: iso(-1), overdue: true },
      { ...step, text: "Say when it is expected up", dueAt: iso(20) },
    ],
  };
  return {
    asOf: plant.asOf,
    exceptions: () => page([...plant.exceptions.values()].map((row) => ({ ...row, staleSources: [] }))),
    staleFigures: () => [],
    lineage: () => null,
    exception: ({ id }: { id: string }) => {
      const row = plant.exceptions.get(id);
      return row
        ? {
            ...row,
            revision: 2,
            watchers: [{ person: "petra", name: "Petra Lorenz", since: iso(-3) }],
            playbook,
            timeline: [
              {
                seq: 812,
                at: row.openedAt,
                by: "lockstep",
                action: "opened",
                before: null,
                after: "OPEN",
                note: null,
                meanwhile: [],
                photos: [],
              },
              {
                seq: 815,
                at: iso(-4),
                by: "petra",
                action: "commented",
                before: null,
                after: null,
                note: "Technician is on the way, seal head in stock.",
                meanwhile: [],
                photos: [],
              },
            ],
          }
        : null;
    },
    notifications: ({ unread: isUnreadAlone }: { unread?: boolean }) => {
      const told = toldOf(plant);
      const unread = told.filter(({ readAt }) => readAt === null);
      return { ...page(isUnreadAlone === true ? unread : told), unread: unread.length };
    },
    accounts: () => [
      {
        ...{ name: "ada", roles: ["ADMINISTRATOR"], sites: null, isActive: true, lastSeenAt: iso(-1) },
        sessions: [{ startedAt: iso(-90), seenAt: iso(-1), endsAt: iso(600) }],
      },
      {
        ...{ name: "ben", roles: ["PLANNER", "SUPERVISOR"], sites: ["PLANT-N"], isActive: false },
        ...{ lastSeenAt: null, sessions: [] },
      },
    ],
    orderLines: () => page([...plant.lines.values()]),
    orderLine,
    productionOrder: ({ id }: { id: string }) =>
      id.startsWith("WO")
        ? {
            id,
            item: "FG-0",
            itemName: "Tomato sauce 500 g",
            uom: "pc",
            site: "PLANT-N",
            quantity: 1200,
            status: "RELEASED",
            plannedStart: iso(-300),
            plannedFinish: iso(240),
            projectedStart: iso(-280),
            projectedFinish: iso(580),
            stillToMake: 780,
            operations,
            facts,
          }
        : null,
    stockingPoint: ({ id }: { id: string }) =>
      id.includes("@")
        ? {
            id,
            item: id.split("@")[0],
            itemName: "Tomato sauce 500 g",
            uom: "pc",
            site: id.split("@")[1],
            onHand: 120,
            erpOnHand: 320,
            supplies,
            demands,
            verdict: "TIMING",
            facts,
          }
        : null,
    resource: ({ id }: { id: string }) => ({
      ...(plant.resources.find((one) => one.id === id) ?? { id, name: id, site: null }),
      state: "DOWN",
      since: iso(-150),
      reason: "seal head",
      upAt: iso(60),
      upBy: null,
      upAtAssumed: true,
      facts,
    }),
    purchaseOrderLine: ({ id }: { id: string }) =>
      id.startsWith("PO")
        ? {
            id,
            supplier: "V-1",
            supplierName: "Vetro S.p.A.",
            item: "JAR",
            itemName: "Glass jar 500 ml",
            site: "PLANT-N",
            quantity: 4000,
            receivedQuantity: 0,
            promisedAt: iso(-2000),
            status: "open",
            facts,
          }
        : null,
    transferOrder: ({ id }: { id: string }) =>
      id.startsWith("TO")
        ? {
            id,
            item: "CP",
            itemName: "Curry paste",
            fromSite: "PLANT-N",
            toSite: "PLANT-W",
            quantity: 80,
            plannedShip: iso(-900),
            plannedReceipt: iso(-60),
            status: "shipped",
            facts,
          }
        : null,
    hold: ({ id }: { id: string }) => ({
      id,
      target: "lot 26-0412",
      state: "placed",
      reason: "pH out of limits",
      expectedReleaseAt: null,
      facts,
    }),
    feeds: () => plant.feeds,
    viewer: {
      name: "dev",
      seenBy: null,
      roles: ["PLANNER", "SUPERVISOR", "PLANT_MANAGER", "LEADER", "STEWARD"],
      sites: null,
    },
    sites: plant.sites,
    resources: plant.resources,
    customers: plant.customers,
    overview: () => ({
      site: null,
      totalAtRisk: {
        amount: [...plant.exceptions.values()].reduce((sum, one) => sum + Number(one.valueAtRisk.amount), 0).toFixed(2),
        currency: "EUR",
      },
      openExceptions: {
        critical: severities("CRITICAL"),
        high: severities("HIGH"),
        medium: severities("MEDIUM"),
        low: severities("LOW"),
      },
      promisesToday: { total: 34, onTrack: 21, atRisk: 4, late: 3, short: 1, done: 5 },
      openOrderLines: 412,
      parkedFacts: 2,
      openQuarantine: 3,
      findings: 12,
      staleSources: [],
    }),
    quarantine: ({ filter }: { filter?: { cause?: string; state?: string } }) =>
      page(
        quarantined.filter(
          ({ cause, state }) =>
            (filter?.cause ?? cause) === cause && (filter?.state === undefined || filter.state === state),
        ),
      ),
    quarantinedFact: ({ id }: { id: string }) => quarantined.find((one) => one.id === id) ?? null,
    quarantineCauses: () => page(causes),
    quarantineCause: ({ id }: { id: string }) => causes.find((one) => one.id === id) ?? null,
    findings: () =>
      page(
        [0, 1, 2, 3].map((n) => ({
          id: `fi-${n}`,
          rule: ["master-data", "stale-order"][n % 2],
          subjectType: ["stocking-point", "production-order"][n % 2],
          subject: ["BASIL@PLANT-N", "WO-1071"][n % 2],
          text: [
            "BASIL@PLANT-N and SAUCE@PLANT-N feed each other",
            "WO-1071 is 9 days past its plan without any report",
          ][n % 2],
        })),
      ),
    parked: () =>
      page(
        [0, 1].map((n) => ({
          seq: 990 + n,
          type: "mes.operation",
          source: "mes-lines",
          id: `p-${n}`,
          time: iso(-n * 9),
          waitsFor: ["production-order:WO-2001"],
        })),
      ),
    acknowledgeException: ({ id, estimate }: { id: string; estimate?: string }) =>
      change(id, {
        state: "ACKNOWLEDGED",
        owner: "dev",
        acknowledgedBy: "dev",
        estimate: estimate ?? null,
        nextActions: ["ASSIGN", "RESOLVE", "FLAG_FALSE", "COMMENT"],
      }),
    assignException: ({ id, to }: { id: string; to: string }) => change(id, { owner: to }),
    shelveException: settle({ state: "SHELVED" }),
    resolveException: settle({ state: "RESOLVED" }),
    flagFalse: settle({ state: "FALSE_FLAG" }),
    comment: settle({}),
  };
}

/** The first three of the plant's exceptions, of which the last was read. */
const toldOf = (plant: StubPlant) =>
  [...plant.exceptions.values()].slice(0, 3).map(({ id, title, severity, openedAt }, n) => ({
    ...{ id: `told-${n}`, title, severity, exception: id, count: 1, at: openedAt },
    ...{ text: "4 order lines are late because of it.", readAt: n === 2 ? openedAt : null },
  }));

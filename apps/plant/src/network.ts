import type { SiteId } from "./catalogue.ts";

/** Who takes part: two plants, eight lines, twelve suppliers with their habits, fifteen customers. */
export interface Site {
  readonly id: SiteId;
  readonly name: string;
  readonly timeZone: string;
  readonly feed: string;
  readonly valueAtRiskLimit: number;
}

export const SITES: readonly Site[] = [
  { id: "HAM", name: "Hamburg", timeZone: "Europe/Berlin", feed: "hamburg", valueAtRiskLimit: 60_000 },
  { id: "LIS", name: "Lisboa", timeZone: "Europe/Lisbon", feed: "lisboa", valueAtRiskLimit: 30_000 },
];

export const siteOf = (id: SiteId): Site => {
  const site = SITES.find((each) => each.id === id);
  if (site === undefined) throw new Error(`no site ${id}`);
  return site;
};

export const PUTAWAY_HOURS = 1;
export const PICK_HOURS = 1;
export const INSPECTION_HOURS = 10;

interface Shift {
  readonly day: number;
  readonly start: string;
  readonly end: string;
}

const shifts = (days: readonly number[], start: string, end: string): Shift[] =>
  days.map((day) => ({ day, start, end }));

export interface Calendar {
  readonly id: string;
  readonly timeZone: string;
  readonly weekly: readonly Shift[];
}

/** Kettle 1 in Hamburg never cools down: at every hour of the week at least one line is in shift. */
export const CALENDARS: readonly Calendar[] = [
  { id: "HAM-CONTINUOUS", timeZone: "Europe/Berlin", weekly: shifts([1, 2, 3, 4, 5, 6, 7], "00:00", "24:00") },
  {
    id: "HAM-THREE-SHIFTS",
    timeZone: "Europe/Berlin",
    weekly: [...shifts([1, 2, 3, 4, 5], "06:00", "06:00"), ...shifts([6], "06:00", "22:00")],
  },
  { id: "LIS-TWO-SHIFTS", timeZone: "Europe/Lisbon", weekly: shifts([1, 2, 3, 4, 5, 6], "07:00", "23:00") },
];

export interface LineData {
  readonly id: string;
  readonly site: SiteId;
  readonly name: string;
  readonly calendar: string;
  readonly hourlyCostCents: number;
  readonly typicalRepairMinutes: Readonly<Record<string, number>>;
  /** Working hours between two breakdowns, on average. */
  readonly meanHoursUp: number;
}

const KETTLE_FAULTS = { agitator: 75, "steam valve": 60, "temperature probe": 45, "CIP failed": 90 };
const FILL_FAULTS = { "filler nozzle": 50, capper: 40, "metal detector": 70, "sealing jaw": 80 };
const PACK_FAULTS = { "case erector": 35, labeller: 45, palletiser: 90, conveyor: 30 };

export const LINES: readonly LineData[] = [
  {
    id: "HAM-KETTLE-1",
    site: "HAM",
    name: "Kettle 1",
    calendar: "HAM-CONTINUOUS",
    hourlyCostCents: 18_500,
    typicalRepairMinutes: KETTLE_FAULTS,
    meanHoursUp: 44,
  },
  {
    id: "HAM-KETTLE-2",
    site: "HAM",
    name: "Kettle 2",
    calendar: "HAM-THREE-SHIFTS",
    hourlyCostCents: 17_200,
    typicalRepairMinutes: KETTLE_FAULTS,
    meanHoursUp: 48,
  },
  {
    id: "HAM-FILL-1",
    site: "HAM",
    name: "Filling 1, glass",
    calendar: "HAM-THREE-SHIFTS",
    hourlyCostCents: 24_800,
    typicalRepairMinutes: FILL_FAULTS,
    meanHoursUp: 22,
  },
  {
    id: "HAM-FILL-2",
    site: "HAM",
    name: "Filling 2, trays",
    calendar: "HAM-THREE-SHIFTS",
    hourlyCostCents: 22_600,
    typicalRepairMinutes: FILL_FAULTS,
    meanHoursUp: 20,
  },
  {
    id: "HAM-PACK-1",
    site: "HAM",
    name: "Packing 1",
    calendar: "HAM-THREE-SHIFTS",
    hourlyCostCents: 12_900,
    typicalRepairMinutes: PACK_FAULTS,
    meanHoursUp: 24,
  },
  {
    id: "LIS-KETTLE-1",
    site: "LIS",
    name: "Caldeira 1",
    calendar: "LIS-TWO-SHIFTS",
    hourlyCostCents: 13_400,
    typicalRepairMinutes: KETTLE_FAULTS,
    meanHoursUp: 48,
  },
  {
    id: "LIS-FILL-1",
    site: "LIS",
    name: "Enchimento 1",
    calendar: "LIS-TWO-SHIFTS",
    hourlyCostCents: 15_600,
    typicalRepairMinutes: FILL_FAULTS,
    meanHoursUp: 20,
  },
  {
    id: "LIS-PACK-1",
    site: "LIS",
    name: "Embalagem 1",
    calendar: "LIS-TWO-SHIFTS",
    hourlyCostCents: 9_800,
    typicalRepairMinutes: PACK_FAULTS,
    meanHoursUp: 24,
  },
];

/** `late`: always two days behind its promise. `short`: most of it comes in time, the rest two days later. */
export type Habit = "punctual" | "early" | "variable" | "short" | "late";

export interface Supplier {
  readonly id: string;
  readonly name: string;
  readonly habit: Habit;
  readonly leadTimeDays: number;
  readonly items: readonly string[];
}

export const SUPPLIERS: readonly Supplier[] = [
  { id: "V-NORDGEWUERZ", name: "Nordgewürz Handel", habit: "late", leadTimeDays: 9, items: ["R-CURRY", "R-CUMIN"] },
  { id: "V-SOLIS", name: "Solis Tomates", habit: "punctual", leadTimeDays: 7, items: ["R-TOMPASTE", "R-TOMCHOP"] },
  {
    id: "V-ELBFELD",
    name: "Elbfeld Gemüse",
    habit: "variable",
    leadTimeDays: 3,
    items: ["R-ONION", "R-CARROT", "R-CELERY", "R-GARLIC"],
  },
  {
    id: "V-HERBARIA",
    name: "Herbaria",
    habit: "punctual",
    leadTimeDays: 8,
    items: ["R-BASIL", "R-OREGANO", "R-CHILLI", "R-PAPRIKA", "R-CORIANDER"],
  },
  {
    id: "V-MARSCHLAND",
    name: "Marschland Molkerei",
    habit: "punctual",
    leadTimeDays: 3,
    items: ["R-CREAM", "R-BUTTER", "R-HARDCHEESE", "R-MILK"],
  },
  { id: "V-CARNES", name: "Carnes do Norte", habit: "variable", leadTimeDays: 4, items: ["R-CHICKEN", "R-BEEF"] },
  { id: "V-OLIVAL", name: "Olival Óleos", habit: "short", leadTimeDays: 6, items: ["R-OLIVEOIL", "R-SUNOIL"] },
  {
    id: "V-KORNHAUS",
    name: "Kornhaus",
    habit: "early",
    leadTimeDays: 6,
    items: ["R-FLOUR", "R-PENNE", "R-LENTIL", "R-CHICKPEA", "R-STARCH"],
  },
  { id: "V-TROPICO", name: "Trópico Import", habit: "variable", leadTimeDays: 10, items: ["R-COCONUT", "R-RICE"] },
  {
    id: "V-GRUNDSTOFF",
    name: "Grundstoff Kontor",
    habit: "punctual",
    leadTimeDays: 5,
    items: ["R-STOCK", "R-SUGAR", "R-SALT", "R-VINEGAR"],
  },
  {
    id: "V-GLASWERK",
    name: "Glaswerk Lausitz",
    habit: "early",
    leadTimeDays: 8,
    items: ["V-JAR250", "V-JAR400", "V-BOTTLE300", "V-LID63", "V-LID82", "V-CAP38"],
  },
  {
    id: "V-PACKMITTEL",
    name: "Packmittel Union",
    habit: "short",
    leadTimeDays: 6,
    items: [
      "V-LABELJ",
      "V-LABELB",
      "V-TRAY400",
      "V-FILM",
      "V-SLEEVE",
      "V-POUCH",
      "V-CARTON6",
      "V-CARTON8",
      "V-CARTON12",
      "V-CARTON24",
    ],
  },
];

export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly site: SiteId;
  readonly priority: number;
  readonly transitHours: number;
  readonly lateToleranceMinutes: number;
  readonly underTolerance: number;
  readonly minRemainingShelfLifeDays: number;
}

const customer = (
  id: string,
  name: string,
  site: SiteId,
  terms: readonly [priority: number, transitHours: number, lateMinutes: number, under: number, lifeDays: number],
): Customer => {
  const [priority, transitHours, lateToleranceMinutes, underTolerance, minRemainingShelfLifeDays] = terms;
  return { id, name, site, priority, transitHours, lateToleranceMinutes, underTolerance, minRemainingShelfLifeDays };
};

export const CUSTOMERS: readonly Customer[] = [
  customer("K-HANSEMARKT", "Hansemarkt", "HAM", [1, 6, 60, 0, 21]),
  customer("K-NORDKAUF", "Nordkauf", "HAM", [2, 8, 60, 0.02, 18]),
  customer("K-ALSTERKOST", "Alsterkost", "HAM", [3, 4, 120, 0.02, 14]),
  customer("K-WESERFRISCH", "Weserfrisch", "HAM", [4, 7, 120, 0.05, 14]),
  customer("K-SPREELADEN", "Spreeladen", "HAM", [3, 9, 60, 0, 18]),
  customer("K-ISARHOF", "Isarhof Feinkost", "HAM", [5, 16, 240, 0.05, 10]),
  customer("K-RHEINGUT", "Rheingut Gastro", "HAM", [5, 12, 240, 0.1, 7]),
  customer("K-DANSKMAD", "Dansk Mad", "HAM", [4, 14, 120, 0.03, 14]),
  customer("K-POLDERVERS", "Poldervers", "HAM", [3, 12, 60, 0.02, 18]),
  customer("K-KANTINEN", "Kantinen Verbund", "HAM", [6, 10, 480, 0.1, 5]),
  customer("K-MERCADO", "Mercado Tejo", "LIS", [1, 5, 60, 0, 18]),
  customer("K-PINGUIM", "Pinguim Azul", "LIS", [2, 6, 60, 0.02, 14]),
  customer("K-SERRAS", "Serras & Filhos", "LIS", [4, 9, 240, 0.05, 10]),
  customer("K-IBERIA", "Ibérica Super", "LIS", [3, 14, 120, 0.03, 14]),
  customer("K-HOTELARIA", "Hotelaria Sul", "LIS", [6, 8, 480, 0.1, 5]),
];

/** Cases that the other plant sells too, and how long the truck between them takes. */
export const SHARED: readonly { readonly family: string; readonly from: SiteId; readonly to: SiteId }[] = [
  { family: "B-BASILICO", from: "HAM", to: "LIS" },
  { family: "B-BARBECUE", from: "HAM", to: "LIS" },
  { family: "B-PIRIPIRI", from: "LIS", to: "HAM" },
  { family: "B-TOMATADA", from: "LIS", to: "HAM" },
];
export const TRUCK_HOURS = 58;

/**
 * What the company makes and of what: 48 bought items, 15 bases from the kettles, 25 filled goods, 32 cases.
 * Every figure is made up; the proportions are those of a mid-sized maker of sauces and ready meals.
 */
export type SiteId = "HAM" | "LIS";
export type Level = "raw" | "base" | "filled" | "case";

export interface Item {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly uom: string;
  readonly costCents: number;
  readonly priceCents: number | null;
  readonly shelfLifeDays: number | null;
  readonly group: string;
}

export interface Component {
  readonly item: string;
  readonly quantityPer: number;
  readonly scrapFraction: number;
}

/** How an item is made at a site: its bill of materials and the line that makes it. */
export interface Recipe {
  readonly item: string;
  readonly site: SiteId;
  readonly components: readonly Component[];
  readonly line: string;
  readonly setupMinutes: number;
  readonly ratePerHour: number;
}

/** A base with the goods that are filled from it, each with its cases: one campaign runs down this tree. */
export interface Family {
  readonly base: string;
  readonly site: SiteId;
  readonly kettle: string;
  readonly filled: readonly { readonly item: string; readonly cases: readonly string[] }[];
}

export interface Catalogue {
  readonly items: ReadonlyMap<string, Item>;
  /** By `ITEM@SITE`. */
  readonly recipes: ReadonlyMap<string, Recipe>;
  readonly families: readonly Family[];
}

/** What more than the good quantity is fed in, to cover the usual loss. */
export const USUAL_LOSS = 0.02;

type Bought = readonly [id: string, name: string, uom: string, cents: number, shelfLifeDays: number | null];

const INGREDIENTS: readonly Bought[] = [
  ["R-TOMPASTE", "Tomato paste 28/30", "kg", 132, 360],
  ["R-TOMCHOP", "Chopped tomatoes", "kg", 88, 360],
  ["R-ONION", "Onions, diced", "kg", 74, 21],
  ["R-GARLIC", "Garlic purée", "kg", 310, 120],
  ["R-CARROT", "Carrots, diced", "kg", 69, 21],
  ["R-CELERY", "Celeriac, diced", "kg", 96, 21],
  ["R-BASIL", "Basil, frozen", "kg", 520, 180],
  ["R-OREGANO", "Oregano, dried", "kg", 690, 540],
  ["R-CHILLI", "Chilli flakes", "kg", 740, 540],
  ["R-PAPRIKA", "Paprika powder", "kg", 480, 540],
  ["R-CURRY", "Curry blend Madras", "kg", 860, 540],
  ["R-CUMIN", "Cumin, ground", "kg", 790, 540],
  ["R-CORIANDER", "Coriander, ground", "kg", 610, 540],
  ["R-COCONUT", "Coconut milk 18 %", "kg", 215, 300],
  ["R-CREAM", "Cream 30 %", "kg", 340, 20],
  ["R-BUTTER", "Butter", "kg", 590, 60],
  ["R-HARDCHEESE", "Hard cheese, grated", "kg", 980, 60],
  ["R-MILK", "Milk powder", "kg", 365, 300],
  ["R-FLOUR", "Wheat flour 405", "kg", 58, 240],
  ["R-RICE", "Rice, parboiled", "kg", 121, 540],
  ["R-PENNE", "Penne, precooked", "kg", 164, 90],
  ["R-LENTIL", "Red lentils", "kg", 172, 540],
  ["R-CHICKPEA", "Chickpeas, soaked", "kg", 148, 60],
  ["R-CHICKEN", "Chicken thigh, diced", "kg", 545, 24],
  ["R-BEEF", "Beef mince", "kg", 720, 24],
  ["R-STOCK", "Vegetable stock powder", "kg", 430, 540],
  ["R-SUGAR", "Sugar", "kg", 81, null],
  ["R-SALT", "Salt", "kg", 32, null],
  ["R-VINEGAR", "Spirit vinegar 10 %", "kg", 47, null],
  ["R-OLIVEOIL", "Olive oil", "kg", 690, 360],
  ["R-SUNOIL", "Sunflower oil", "kg", 158, 300],
  ["R-STARCH", "Modified starch", "kg", 188, 540],
];

const PACKAGING: readonly Bought[] = [
  ["V-JAR250", "Jar 250 ml", "pc", 17, null],
  ["V-JAR400", "Jar 400 ml", "pc", 22, null],
  ["V-BOTTLE300", "Bottle 300 ml", "pc", 19, null],
  ["V-LID63", "Lid TO 63", "pc", 5, null],
  ["V-LID82", "Lid TO 82", "pc", 6, null],
  ["V-CAP38", "Cap 38 mm", "pc", 5, null],
  ["V-LABELJ", "Label, jar", "pc", 2, null],
  ["V-LABELB", "Label, bottle", "pc", 2, null],
  ["V-TRAY400", "Tray 400 g", "pc", 12, null],
  ["V-FILM", "Lidding film cut", "pc", 4, null],
  ["V-SLEEVE", "Sleeve, ready meal", "pc", 6, null],
  ["V-POUCH", "Stand-up pouch", "pc", 11, null],
  ["V-CARTON6", "Carton of 6", "pc", 21, null],
  ["V-CARTON8", "Carton of 8", "pc", 27, null],
  ["V-CARTON12", "Carton of 12", "pc", 33, null],
  ["V-CARTON24", "Carton of 24", "pc", 46, null],
];

interface Format {
  readonly name: string;
  readonly kilograms: number;
  readonly parts: readonly string[];
  readonly ratePerHour: number;
  readonly setupMinutes: number;
}

const FORMATS: Readonly<Record<string, Format>> = {
  J250: {
    name: "jar 250 ml",
    kilograms: 0.25,
    parts: ["V-JAR250", "V-LID63", "V-LABELJ"],
    ratePerHour: 4_400,
    setupMinutes: 30,
  },
  J400: {
    name: "jar 400 ml",
    kilograms: 0.4,
    parts: ["V-JAR400", "V-LID82", "V-LABELJ"],
    ratePerHour: 3_200,
    setupMinutes: 30,
  },
  B300: {
    name: "bottle 300 ml",
    kilograms: 0.32,
    parts: ["V-BOTTLE300", "V-CAP38", "V-LABELB"],
    ratePerHour: 3_600,
    setupMinutes: 40,
  },
  T400: {
    name: "tray 400 g",
    kilograms: 0.4,
    parts: ["V-TRAY400", "V-FILM", "V-SLEEVE"],
    ratePerHour: 2_800,
    setupMinutes: 40,
  },
  P500: { name: "pouch 500 g", kilograms: 0.5, parts: ["V-POUCH", "V-LABELJ"], ratePerHour: 2_600, setupMinutes: 35 },
};

type Filling = readonly [format: string, casesOf: readonly number[]];
interface Sauce {
  readonly code: string;
  readonly name: string;
  readonly kettle: string;
  readonly lifeDays: number;
  readonly parts: Readonly<Record<string, number>>;
  readonly fillings: readonly Filling[];
}

const SAUCES: readonly Sauce[] = [
  {
    code: "BASILICO",
    name: "Tomato & basil",
    kettle: "HAM-KETTLE-1",
    lifeDays: 540,
    parts: {
      "R-TOMCHOP": 0.62,
      "R-TOMPASTE": 0.2,
      "R-ONION": 0.1,
      "R-BASIL": 0.03,
      "R-OLIVEOIL": 0.04,
      "R-SALT": 0.01,
    },
    fillings: [
      ["J400", [6, 12]],
      ["J250", [12]],
    ],
  },
  {
    code: "ARRABBIATA",
    name: "Arrabbiata",
    kettle: "HAM-KETTLE-1",
    lifeDays: 540,
    parts: {
      "R-TOMCHOP": 0.66,
      "R-TOMPASTE": 0.16,
      "R-ONION": 0.1,
      "R-CHILLI": 0.01,
      "R-GARLIC": 0.03,
      "R-SUNOIL": 0.04,
    },
    fillings: [
      ["J400", [6]],
      ["J250", [12]],
    ],
  },
  {
    code: "BOLOGNESE",
    name: "Bolognese",
    kettle: "HAM-KETTLE-1",
    lifeDays: 540,
    parts: { "R-BEEF": 0.26, "R-TOMCHOP": 0.42, "R-CARROT": 0.12, "R-CELERY": 0.08, "R-ONION": 0.1, "R-OREGANO": 0.01 },
    fillings: [
      ["J400", [6, 12]],
      ["J250", [12]],
    ],
  },
  {
    code: "MADRAS",
    name: "Curry Madras",
    kettle: "HAM-KETTLE-1",
    lifeDays: 540,
    parts: {
      "R-COCONUT": 0.4,
      "R-ONION": 0.24,
      "R-TOMPASTE": 0.2,
      "R-CURRY": 0.06,
      "R-SUNOIL": 0.06,
      "R-STARCH": 0.02,
    },
    fillings: [["J400", [6]]],
  },
  {
    code: "BARBECUE",
    name: "Barbecue",
    kettle: "HAM-KETTLE-1",
    lifeDays: 720,
    parts: {
      "R-TOMPASTE": 0.34,
      "R-VINEGAR": 0.2,
      "R-SUGAR": 0.3,
      "R-PAPRIKA": 0.04,
      "R-ONION": 0.1,
      "R-STARCH": 0.02,
    },
    fillings: [["B300", [6, 12]]],
  },
  {
    code: "KETCHUP",
    name: "Ketchup, less sugar",
    kettle: "HAM-KETTLE-1",
    lifeDays: 720,
    parts: { "R-TOMPASTE": 0.58, "R-VINEGAR": 0.18, "R-SUGAR": 0.16, "R-SALT": 0.02, "R-STARCH": 0.02 },
    fillings: [["B300", [6, 12]]],
  },
  {
    code: "CHILI",
    name: "Chili sin carne",
    kettle: "HAM-KETTLE-2",
    lifeDays: 42,
    parts: {
      "R-TOMCHOP": 0.4,
      "R-CHICKPEA": 0.24,
      "R-LENTIL": 0.1,
      "R-ONION": 0.16,
      "R-PAPRIKA": 0.02,
      "R-CHILLI": 0.01,
    },
    fillings: [
      ["T400", [8]],
      ["P500", [12]],
    ],
  },
  {
    code: "QUATTRO",
    name: "Penne four cheeses",
    kettle: "HAM-KETTLE-2",
    lifeDays: 35,
    parts: { "R-PENNE": 0.4, "R-CREAM": 0.24, "R-HARDCHEESE": 0.12, "R-MILK": 0.06, "R-BUTTER": 0.04, "R-FLOUR": 0.03 },
    fillings: [["T400", [8]]],
  },
  {
    code: "FRICASSEE",
    name: "Chicken fricassee",
    kettle: "HAM-KETTLE-2",
    lifeDays: 35,
    parts: { "R-CHICKEN": 0.28, "R-RICE": 0.28, "R-CREAM": 0.14, "R-CARROT": 0.14, "R-FLOUR": 0.03, "R-STOCK": 0.02 },
    fillings: [
      ["T400", [8]],
      ["P500", [12]],
    ],
  },
  {
    code: "VEGSTEW",
    name: "Vegetable stew",
    kettle: "HAM-KETTLE-2",
    lifeDays: 42,
    parts: { "R-CARROT": 0.3, "R-CELERY": 0.16, "R-ONION": 0.14, "R-LENTIL": 0.16, "R-STOCK": 0.02, "R-SALT": 0.01 },
    fillings: [
      ["T400", [8]],
      ["P500", [6]],
      ["J400", [6]],
    ],
  },
  {
    code: "PIRIPIRI",
    name: "Piri-piri",
    kettle: "LIS-KETTLE-1",
    lifeDays: 720,
    parts: { "R-CHILLI": 0.06, "R-VINEGAR": 0.3, "R-SUNOIL": 0.3, "R-GARLIC": 0.08, "R-PAPRIKA": 0.05, "R-SALT": 0.03 },
    fillings: [
      ["B300", [6, 12]],
      ["J250", [12]],
    ],
  },
  {
    code: "DAL",
    name: "Lentil dal",
    kettle: "LIS-KETTLE-1",
    lifeDays: 42,
    parts: {
      "R-LENTIL": 0.34,
      "R-COCONUT": 0.28,
      "R-ONION": 0.16,
      "R-CUMIN": 0.03,
      "R-CORIANDER": 0.02,
      "R-SALT": 0.01,
    },
    fillings: [["T400", [8]]],
  },
  {
    code: "GRAO",
    name: "Chickpea stew",
    kettle: "LIS-KETTLE-1",
    lifeDays: 42,
    parts: {
      "R-CHICKPEA": 0.44,
      "R-TOMCHOP": 0.3,
      "R-ONION": 0.12,
      "R-OLIVEOIL": 0.05,
      "R-GARLIC": 0.02,
      "R-PAPRIKA": 0.01,
    },
    fillings: [
      ["T400", [8]],
      ["P500", [12]],
    ],
  },
  {
    code: "FRANGO",
    name: "Chicken & rice",
    kettle: "LIS-KETTLE-1",
    lifeDays: 35,
    parts: { "R-CHICKEN": 0.3, "R-RICE": 0.32, "R-TOMCHOP": 0.2, "R-ONION": 0.1, "R-OLIVEOIL": 0.03, "R-STOCK": 0.01 },
    fillings: [["T400", [8, 24]]],
  },
  {
    code: "TOMATADA",
    name: "Tomatada",
    kettle: "LIS-KETTLE-1",
    lifeDays: 540,
    parts: {
      "R-TOMCHOP": 0.7,
      "R-ONION": 0.14,
      "R-OLIVEOIL": 0.08,
      "R-GARLIC": 0.03,
      "R-OREGANO": 0.01,
      "R-SALT": 0.01,
    },
    fillings: [
      ["J400", [6, 12]],
      ["J250", [12]],
    ],
  },
];

const CARTONS: Readonly<Record<number, string>> = {
  6: "V-CARTON6",
  8: "V-CARTON8",
  12: "V-CARTON12",
  24: "V-CARTON24",
};
const KETTLE_RATE: Readonly<Record<string, number>> = { "HAM-KETTLE-1": 680, "HAM-KETTLE-2": 700, "LIS-KETTLE-1": 700 };

export function makeCatalogue(): Catalogue {
  const items = new Map<string, Item>();
  const recipes = new Map<string, Recipe>();
  const families: Family[] = [];
  const addItem = (item: Item): Item => {
    items.set(item.id, item);
    return item;
  };
  const addRecipe = (recipe: Recipe): void => void recipes.set(`${recipe.item}@${recipe.site}`, recipe);
  for (const [list, group] of [
    [INGREDIENTS, "ingredient"],
    [PACKAGING, "packaging"],
  ] as const) {
    for (const [id, name, uom, costCents, shelfLifeDays] of list) {
      addItem({ id, name, level: "raw", uom, costCents, priceCents: null, shelfLifeDays, group });
    }
  }
  for (const sauce of SAUCES) {
    const site: SiteId = sauce.kettle.startsWith("HAM") ? "HAM" : "LIS";
    const base = addItem(baseOf(sauce, items));
    const components = Object.entries(sauce.parts).map(([item, quantityPer]) => component(item, quantityPer));
    addRecipe({
      item: base.id,
      site,
      components,
      line: sauce.kettle,
      setupMinutes: 30,
      ratePerHour: KETTLE_RATE[sauce.kettle] ?? 700,
    });
    const filled = sauce.fillings.map(([formatCode, sizes]) => {
      const format = FORMATS[formatCode];
      if (format === undefined) throw new Error(`no format ${formatCode}`);
      const parts = [component(base.id, format.kilograms), ...format.parts.map((part) => component(part, 1))];
      const unit = addItem(filledOf(sauce, formatCode, format, costOf(parts, items)));
      addRecipe({
        item: unit.id,
        site,
        components: parts,
        line: fillLineOf(site, formatCode),
        setupMinutes: format.setupMinutes,
        ratePerHour: format.ratePerHour,
      });
      const cases = sizes.map((size) => {
        const packed = [component(unit.id, size, 0.005), component(CARTONS[size] ?? "V-CARTON12", 1)];
        const box = addItem(caseOf(sauce, unit, size, costOf(packed, items)));
        addRecipe({
          item: box.id,
          site,
          components: packed,
          line: `${site}-PACK-1`,
          setupMinutes: 15,
          ratePerHour: Math.round(6_600 / (size + 2)),
        });
        return box.id;
      });
      return { item: unit.id, cases };
    });
    families.push({ base: base.id, site, kettle: sauce.kettle, filled });
  }
  return { items, recipes, families };
}

const component = (item: string, quantityPer: number, scrapFraction = USUAL_LOSS): Component => ({
  item,
  quantityPer,
  scrapFraction,
});

const costOf = (parts: readonly Component[], items: ReadonlyMap<string, Item>): number =>
  Math.round(parts.reduce((sum, { item, quantityPer }) => sum + (items.get(item)?.costCents ?? 0) * quantityPer, 0));

function fillLineOf(site: SiteId, format: string): string {
  if (site === "LIS") return "LIS-FILL-1";
  return format === "T400" || format === "P500" ? "HAM-FILL-2" : "HAM-FILL-1";
}

function baseOf(sauce: Sauce, items: ReadonlyMap<string, Item>): Item {
  const parts = Object.entries(sauce.parts).map(([item, quantityPer]) => component(item, quantityPer));
  return {
    id: `B-${sauce.code}`,
    name: `${sauce.name}, base`,
    level: "base",
    uom: "kg",
    costCents: costOf(parts, items) + 12,
    priceCents: null,
    shelfLifeDays: 28,
    group: "base",
  };
}

function filledOf(sauce: Sauce, code: string, format: Format, costCents: number): Item {
  return {
    id: `F-${sauce.code}-${code}`,
    name: `${sauce.name}, ${format.name}`,
    level: "filled",
    uom: "pc",
    costCents: costCents + 6,
    priceCents: null,
    shelfLifeDays: sauce.lifeDays,
    group: sauce.lifeDays > 60 ? "sauce" : "meal",
  };
}

function caseOf(sauce: Sauce, unit: Item, size: number, costCents: number): Item {
  const cost = costCents + 15;
  return {
    id: `${unit.id.replace("F-", "C-")}-${size}`,
    name: `${unit.name}, case of ${size}`,
    level: "case",
    uom: "case",
    costCents: cost,
    priceCents: Math.round(cost * (sauce.lifeDays > 60 ? 1.75 : 1.6)),
    shelfLifeDays: unit.shelfLifeDays,
    group: unit.group,
  };
}

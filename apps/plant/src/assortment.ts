/** The assortment as data: what is bought, in which formats it is filled, and the fifteen recipes. */

type Bought = readonly [id: string, name: string, uom: string, cents: number, shelfLifeDays: number | null];

export const INGREDIENTS: readonly Bought[] = [
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

export const PACKAGING: readonly Bought[] = [
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

export interface Format {
  readonly name: string;
  readonly kilograms: number;
  readonly parts: readonly string[];
  readonly ratePerHour: number;
  readonly setupMinutes: number;
}

export const FORMATS: Readonly<Record<string, Format>> = {
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
export interface Sauce {
  readonly code: string;
  readonly name: string;
  readonly kettle: string;
  readonly lifeDays: number;
  readonly parts: Readonly<Record<string, number>>;
  readonly fillings: readonly Filling[];
}

export const SAUCES: readonly Sauce[] = [
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

export const CARTONS: Readonly<Record<number, string>> = {
  6: "V-CARTON6",
  8: "V-CARTON8",
  12: "V-CARTON12",
  24: "V-CARTON24",
};
export const KETTLE_RATE: Readonly<Record<string, number>> = {
  "HAM-KETTLE-1": 680,
  "HAM-KETTLE-2": 700,
  "LIS-KETTLE-1": 700,
};

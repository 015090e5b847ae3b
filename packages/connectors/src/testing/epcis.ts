import { createEpcisMapping, type EpcisMapping } from "../epcis/mapping.ts";

/** A maker of sauces with a dock, a store and a line: what its partners' words mean. */
export const plantMapping: EpcisMapping = createEpcisMapping({
  locations: {
    "4012345000009": { site: "PLANT-A", location: "DOCK" },
    "urn:epc:id:sgln:4012345.00000.STORE": { site: "PLANT-A", location: "STORE" },
    "https://plant.example/places/line-1": { site: "PLANT-A", location: "LINE-1" },
  },
  items: {
    "04012345111118": "TOMATO",
    "urn:epc:idpat:sgtin:4012345.022222.*": { item: "SAUCE", units: { CS: 12 } },
    "https://plant.example/class/jar": "JAR",
  },
  orders: [
    { type: "po", prefix: "urn:epcglobal:cbv:bt:4012345000009:", is: "purchase" },
    { type: "po", prefix: "https://customer.example/po/", is: "sales", line: "10" },
    { type: "transfer", is: "transfer" },
  ],
  steps: { "https://plant.example/step/issuing": "issue" },
});

interface Fields {
  readonly type?: string;
  readonly [name: string]: unknown;
}

/** An event at noon of 2 March 2026 in Hamburg. */
export const event = ({ type = "ObjectEvent", ...fields }: Fields): object => ({
  type,
  eventTime: "2026-03-02T12:00:00.000+01:00",
  eventTimeZoneOffset: "+01:00",
  ...fields,
});

export const DOCK = { id: "https://id.gs1.org/414/4012345000009" };
export const STORE = { id: "urn:epc:id:sgln:4012345.00000.STORE" };
export const LINE = { id: "https://plant.example/places/line-1" };
export const TOMATO = "urn:epc:class:lgtin:4012345.011111.T-7";
export const SAUCE = "https://id.gs1.org/01/04012345222227/10/S-1";
export const PALLET = "urn:epc:id:sscc:4012345.1234567890";

export const epcisDocument = (eventList: readonly object[]): object => ({
  "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
  type: "EPCISDocument",
  schemaVersion: "2.0",
  creationDate: "2026-03-02T13:00:00Z",
  epcisBody: { eventList },
});

const ORDERED = [{ type: "po", bizTransaction: "urn:epcglobal:cbv:bt:4012345000009:PO-9/2" }];
const SOLD = [{ type: "po", bizTransaction: "https://customer.example/po/SO-4" }];
const MADE = [{ type: "prodorder", bizTransaction: "urn:epcglobal:cbv:bt:4012345000009:WO-1" }];

/** Tomatoes come, are stored, become sauce with jars, the sauce is packed on a pallet, and the pallet is shipped. */
export const PLANT_DAY: readonly object[] = [
  event({
    eventID: "urn:uuid:11111111-1111-4111-8111-111111111111",
    action: "OBSERVE",
    bizStep: "receiving",
    bizLocation: DOCK,
    quantityList: [{ epcClass: TOMATO, quantity: 500, uom: "KGM" }],
    bizTransactionList: ORDERED,
  }),
  event({
    eventTime: "2026-03-02T12:30:00+01:00",
    action: "OBSERVE",
    bizStep: "https://ref.gs1.org/cbv/BizStep-storing",
    readPoint: DOCK,
    bizLocation: STORE,
    quantityList: [{ epcClass: TOMATO, quantity: 500_000, uom: "GRM" }],
  }),
  event({
    type: "TransformationEvent",
    eventTime: "2026-03-02T14:00:00+01:00",
    bizStep: "commissioning",
    readPoint: STORE,
    bizLocation: LINE,
    bizTransactionList: MADE,
    inputQuantityList: [
      { epcClass: TOMATO, quantity: 120.5, uom: "KGM" },
      { epcClass: "https://plant.example/class/jar", quantity: 240 },
    ],
    outputQuantityList: [{ epcClass: SAUCE, quantity: 20, uom: "CS" }],
    ilmd: { "cbvmda:bestBeforeDate": "2027-03-02" },
  }),
  event({
    type: "AggregationEvent",
    eventTime: "2026-03-02T15:00:00+01:00",
    action: "ADD",
    bizStep: "packing",
    readPoint: LINE,
    bizLocation: LINE,
    parentID: PALLET,
    childQuantityList: [{ epcClass: SAUCE, quantity: 10, uom: "CS" }],
  }),
  event({
    eventTime: "2026-03-02T16:00:00+01:00",
    action: "OBSERVE",
    bizStep: "shipping",
    disposition: "in_transit",
    readPoint: LINE,
    epcList: [PALLET],
    bizTransactionList: SOLD,
  }),
];

/** The same event, said not to have happened. */
export const retracting = (one: object): object => ({
  ...one,
  errorDeclaration: { declarationTime: "2026-03-03T08:00:00Z", reason: "did_not_occur" },
});

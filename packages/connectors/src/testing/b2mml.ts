import { createB2mmlMapping } from "../b2mml/mapping.ts";
import { type Version, WORDS } from "../b2mml/words.ts";

/** A maker of sauces, whose ERP names things its own way. */
export const plantNames = {
  timeZone: "Europe/Berlin",
  sites: { "ACME-HH": "PLANT-A", "ACME-B": "PLANT-B" },
  resources: { "LN-01": "LINE-1" },
  locations: { SL01: "STORE" },
  items: { "80009901": { item: "SAUCE", units: { CS: 12 } } },
  units: { pc: 1, kg: 1, g: 0.001 },
  statuses: { "Under test": "quality", Recalled: "blocked" },
  holds: { Recalled: "held" },
  receipts: true,
} as const;
export const plantMapping = createB2mmlMapping(plantNames);

const NOON = "2026-03-02T12:00:00Z";
const namespaces = { V0701: WORDS.V0701.namespace, V0401: WORDS.V0401.namespace };

/** A document with a root of that name, in that version's namespace. */
export const documentOf = (root: string, content: string, version: Version = "V0701"): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespaces[version]}">\n${content}\n</${root}>\n`;

/** A noun in a transaction of that verb. */
export function transaction(
  verb: string,
  noun: string,
  content: string,
  { action = "", version = "V0701" } = {},
): string {
  const criteria =
    action === ""
      ? ""
      : `<ActionCriteria><ActionExpression actionCode="${action}">/${noun}</ActionExpression></ActionCriteria>`;
  const area = `<ApplicationArea><CreationDateTime>${NOON}</CreationDateTime></ApplicationArea>`;
  const data = `<DataArea><${verb}>${criteria}</${verb}><${noun}>${content}</${noun}></DataArea>`;
  const namespace = namespaces[version as Version];
  return `<${verb}${noun} xmlns="${namespace}" releaseID="7.1">${area}${data}</${verb}${noun}>`;
}

const scope = `<HierarchyScope><EquipmentID>ACME-HH</EquipmentID><EquipmentLevel>Site</EquipmentLevel></HierarchyScope>`;
const HEAD = `<PublishedDate>${NOON}</PublishedDate>${scope}`;

export const amount = (text: string, unit = "pc"): string =>
  `<Quantity><QuantityString>${text}</QuantityString><UnitOfMeasure>${unit}</UnitOfMeasure></Quantity>`;

export const parameter = (name: string, id: string, value: string): string =>
  `<${name}><ID>${id}</ID><Value><ValueString>${value}</ValueString></Value></${name}>`;

export const material = (use: string, item: string, quantity: string, more = ""): string =>
  `<MaterialRequirement><ID>${use}</ID><MaterialDefinitionID>${item}</MaterialDefinitionID>` +
  `<MaterialUse>${use}</MaterialUse>${quantity}${more}</MaterialRequirement>`;

export const SEGMENT =
  `<SegmentRequirement><ID>0010</ID><EarliestStartTime>2026-03-02T14:00:00</EarliestStartTime>` +
  `<LatestEndTime>2026-03-02T18:00:00</LatestEndTime><ProcessSegmentID>COOK</ProcessSegmentID><Duration>PT2H</Duration>` +
  `<OperationsDefinitionID>SAUCE</OperationsDefinitionID><OperationsSegmentID>COOK</OperationsSegmentID>` +
  parameter("SegmentParameter", "Temperature", "95") +
  `<EquipmentRequirement><ID>1</ID><EquipmentID>LN-01</EquipmentID></EquipmentRequirement>` +
  material("Produced", "80009901", amount("20", "CS")) +
  material(
    "Consumed",
    "TOMATO",
    amount("120000", "g"),
    parameter("MaterialRequirementProperty", "ScrapFraction", "0.05"),
  ) +
  `</SegmentRequirement>`;

export const REQUEST =
  `<OperationsRequest><ID>WO-1</ID><StartTime>2026-03-02T14:00:00</StartTime><EndTime>2026-03-02T18:00:00</EndTime>` +
  `<RequestState>Released</RequestState>${SEGMENT}</OperationsRequest>`;

export const SCHEDULE = `<ID>W10</ID>${HEAD}<OperationsType>Production</OperationsType>${REQUEST}`;
export const schedule = (content = SCHEDULE): string => documentOf("OperationsSchedule", content);

export const actual = (id: string, use: string, item: string, quantity: string, more = ""): string =>
  `<MaterialActual><ID>${id}</ID><MaterialDefinitionID>${item}</MaterialDefinitionID>${more}` +
  `${use === "Scrap" ? `<MaterialUse OtherValue="Scrap">Other</MaterialUse>` : `<MaterialUse>${use}</MaterialUse>`}` +
  `${use === "Produced" ? STORED : ""}${quantity}</MaterialActual>`;

const STORED = `<StorageLocation><Location>SL01</Location><LocationType>Operational Location ID</LocationType></StorageLocation>`;

export const PERFORMANCE =
  `<ID>P-1</ID>${HEAD}<OperationsResponse><ID>R-1</ID><OperationsRequestID>WO-1</OperationsRequestID>` +
  `<SegmentResponse><ID>S-1</ID><ActualStartTime>2026-03-02T11:00:00Z</ActualStartTime>` +
  `<SegmentRequirementID>0010</SegmentRequirementID><SegmentState>Running</SegmentState>` +
  parameter("SegmentData", "RunHours", "0.9") +
  `<EquipmentActual><ID>E</ID><EquipmentID>LN-01</EquipmentID>` +
  parameter("EquipmentActualProperty", "EquipmentState", "down") +
  parameter("EquipmentActualProperty", "StateReason", "seal head") +
  parameter("EquipmentActualProperty", "StateSince", "2026-03-02T11:30:00Z") +
  `</EquipmentActual>` +
  actual("1", "Produced", "80009901", amount("7", "CS"), "<MaterialLotID>S-1</MaterialLotID>") +
  actual("2", "Scrap", "80009901", amount("3")) +
  actual("3", "Consumed", "TOMATO", amount("45.5", "kg"), "<MaterialLotID>T-7</MaterialLotID>") +
  `</SegmentResponse></OperationsResponse>`;
export const performance = (content = PERFORMANCE): string => documentOf("OperationsPerformance", content);

export const LOT =
  `<MaterialLot><ID>T-7</ID><MaterialDefinitionID>TOMATO</MaterialDefinitionID><Status>Under test</Status>` +
  parameter("MaterialLotProperty", "ExpirationDate", "2026-04-01") +
  `${STORED}${amount("500", "kg")}</MaterialLot>`;
export const LOTS = `${scope}<PublishedDate>${NOON}</PublishedDate>${LOT}`;
export const lots = (content = LOTS): string => documentOf("MaterialInformation", content);

/** As an ERP of 2017 sends it: with the names of V0401, empty properties, and a zone that it does not say. */
export const SCHEDULE_0401 = `<ID>0000004411741946</ID>
  <Location><EquipmentID>ACME-HH</EquipmentID><EquipmentElementLevel>Site</EquipmentElementLevel>
    <Location><EquipmentID>0</EquipmentID><EquipmentElementLevel>Area</EquipmentElementLevel></Location></Location>
  <PublishedDate>2026-03-02T13:00:00</PublishedDate>
  <ProductionRequest><ID>WO-1</ID><ProductProductionRuleID>SCO0</ProductProductionRuleID>
    <StartTime>2026-03-02T14:00:00</StartTime><EndTime>2026-03-02T18:00:00</EndTime>
    <SegmentRequirement><ID>1</ID><Duration>PT2H</Duration>
      <EquipmentRequirement><EquipmentID>LN-01</EquipmentID></EquipmentRequirement>
      <MaterialProducedRequirement><MaterialDefinitionID>80009901</MaterialDefinitionID>
        ${amount("20.000", "CS")}
        <MaterialProducedRequirementProperty><ID>QualityStatus</ID><Value><DataType>string</DataType></Value></MaterialProducedRequirementProperty>
        <MaterialProducedRequirementProperty><Value /></MaterialProducedRequirementProperty>
      </MaterialProducedRequirement>
      <MaterialConsumedRequirement><MaterialDefinitionID>TOMATO</MaterialDefinitionID>${amount("120", "kg")}
        <MaterialConsumedRequirementProperty /></MaterialConsumedRequirement>
    </SegmentRequirement></ProductionRequest>`;

import { type Noun, type Version, WORDS } from "./words.ts";

/**
 * What may stand in an element, as far as we read: a check of our own, made without the standard's schemas. Names and what
 * is required are those of the schemas, or, where a schema asks for what says nothing to us, less.
 */
export interface Shape {
  readonly [name: string]: Field;
}

export interface Field {
  readonly is: Kind;
  readonly isRequired: boolean;
  readonly isMany: boolean;
}

export type Kind =
  | { readonly kind: "text" | "id" | "instant" | "duration" }
  /** One of these, or `Other` with the word in the attribute OtherValue. */
  | { readonly kind: "word"; readonly words: readonly string[] }
  | { readonly kind: "shape"; readonly shape: () => Shape }
  /** Says nothing about orders, progress and stock; what is in it is not looked at. */
  | { readonly kind: "over" }
  /** Would say something, but is not understood: what to do instead. */
  | { readonly kind: "not"; readonly instead: string };

const may = (is: Kind): Field => ({ is, isRequired: false, isMany: false });
const must = (is: Kind): Field => ({ is, isRequired: true, isMany: false });
const some = (is: Kind): Field => ({ is, isRequired: false, isMany: true });
const any = (is: Kind): Field => ({ is, isRequired: true, isMany: true });

const id: Kind = { kind: "id" };
const text: Kind = { kind: "text" };
const instant: Kind = { kind: "instant" };
const words = (...all: string[]): Kind => ({ kind: "word", words: [...all, "Other"] });
/** Made when it is first asked for: shapes hold each other. */
function of(make: () => Shape): Kind {
  let made: Shape | null = null;
  return {
    kind: "shape",
    shape() {
      made ??= make();
      return made;
    },
  };
}
const not = (instead: string): Field => some({ kind: "not", instead });

const overs = (...names: string[]): Shape =>
  Object.fromEntries(names.map((name) => [name, some({ kind: "over" })] as const));

const DESCRIBED = overs("Description", "Version", "Any");
const PLACED = overs("SpatialDefinition", "TestResult", "TestSpecificationID", "RequiredByRequestedSegmentResponse");

const LEVELS = words(
  ...["Enterprise", "Site", "Area", "WorkCenter", "WorkUnit", "ProcessCell", "Unit", "ProductionLine", "WorkCell"],
  ...["ProductionUnit", "StorageZone", "StorageUnit", "EquipmentModule", "ControlModule", "Control Module"],
);
const OPERATIONS = words("Production", "Maintenance", "Quality", "Inventory", "Mixed");

const REQUEST_STATES = {
  V0701: words(
    ...["Forecast", "Released", "Waiting", "Cancelled", "Ready", "Running", "Completed", "Aborted", "Held"],
    ...["Suspended", "Closed"],
  ),
  V0401: words("Forecast", "Released"),
};
const RESPONSE_STATES = {
  V0701: words("Waiting", "Ready", "Running", "Completed", "Aborted", "Held", "Paused", "Suspended", "Closed"),
  V0401: words("Ready", "Running", "Completed", "Aborted", "Holding"),
};
const USES = {
  V0701: words(
    ...["Consumable", "Consumed", "Produced", "By-product Produced", "Co-product Produced", "Yield Produced"],
    ...["Material Consumed", "Material Produced", "Destructive Sample", "Returned Sample", "Retained Sample"],
    "Inventoried",
  ),
  V0401: words("Consumed", "Produced", "Consumable"),
};

const QUANTITY: Shape = {
  QuantityString: must(text),
  DataType: may(text),
  UnitOfMeasure: may(text),
  Key: may(text),
  ...overs("Any"),
};
const VALUE: Shape = { ValueString: may(text), DataType: may(text), UnitOfMeasure: may(text), Key: may(text) };

/** Of properties and parameters only those with a name that is known are read. */
const property = (child: string): Shape => ({
  ID: may(id),
  Value: some(of(() => ({ ...VALUE, ...overs("Any") }))),
  Quantity: some(of(() => ({ ...QUANTITY, QuantityString: may(text) }))),
  ...DESCRIBED,
  ...PLACED,
  ...overs(child, "HierarchyScope", "ParameterSpecificationID", "ProcessSegmentParameterID", "Parameter"),
  ...overs("MaterialClassPropertyID", "MaterialDefinitionPropertyID", "MaterialLotPropertyID"),
  ...overs("EquipmentClassPropertyID", "EquipmentPropertyID", "QAMaterialTestSpecificationID"),
});

const properties = (name: string): Shape => ({ [name]: some(of(() => property(`${name}Child`))) });

const scope0701 = (): Shape => ({
  EquipmentID: must(id),
  EquipmentElementLevel: may(LEVELS),
  EquipmentLevel: may(LEVELS),
  HierarchyScopeChild: may(of(scope0701)),
});
const scope0401 = (): Shape => ({
  EquipmentID: must(id),
  EquipmentElementLevel: may(LEVELS),
  Location: may(of(scope0401)),
  ...overs("Any"),
});
const SCOPE = { V0701: { HierarchyScope: may(of(scope0701)) }, V0401: { Location: may(of(scope0401)) } };

const storage = (): Shape => ({
  Location: must(text),
  LocationType: must(
    words(
      ...["Operational Location ID", "Operational Location", "Equipment", "Person", "Physical Asset", "Description"],
    ),
  ),
  LocationChild: some(of(storage)),
});
const STORAGE = { V0701: of(storage), V0401: text };

const newId = (version: Version): Field => (version === "V0701" ? must(id) : may(id));

const equipment = (version: Version, name: string): Shape => ({
  ID: newId(version),
  EquipmentID: some(id),
  EquipmentUse: may(text),
  ...properties(`${name}Property`),
  ...DESCRIBED,
  ...PLACED,
  ...overs("EquipmentClassID", "EquipmentLevel", "Quantity", "HierarchyScope", "Location", "OperationalLocation"),
  [`${name}Child`]: not("parts of equipment are not read: name the equipment itself"),
});

const material = (version: Version, name: string): Shape => ({
  ID: newId(version),
  MaterialDefinitionID: some(id),
  MaterialLotID: some(id),
  MaterialUse: may(USES[version]),
  ...(version === "V0701" ? { StorageLocation: may(STORAGE.V0701) } : {}),
  Quantity: some(of(() => QUANTITY)),
  ...properties(`${name}Property`),
  ...DESCRIBED,
  ...PLACED,
  ...overs("MaterialClassID", "MaterialSubLotID", "AssemblyType", "AssemblyRelationship"),
  ...SCOPE[version],
  AssemblyRequirement: not("assemblies are not read: list their parts as materials of the segment"),
  AssemblyActual: not("assemblies are not read: list their parts as materials of the segment"),
});

const materials = (version: Version, names: readonly string[]): Shape =>
  Object.fromEntries(names.map((name) => [name, some(of(() => material(version, name)))]));

const segmentRequirement = (version: Version): Shape => ({
  ID: newId(version),
  EarliestStartTime: may(instant),
  LatestEndTime: may(instant),
  Duration: may({ kind: "duration" }),
  OperationsType: may(OPERATIONS),
  SegmentState: may(REQUEST_STATES[version]),
  ...(version === "V0701"
    ? { ProcessSegmentID: must(id), OperationsDefinitionID: must(id), OperationsSegmentID: must(id) }
    : { ProcessSegmentID: may(id), ProductSegmentID: may(id) }),
  ...SCOPE[version],
  [WORDS[version].parameter]: some(
    of(() => (version === "V0701" ? property("ParameterChild") : { ...parameter0401, ...overs("Any") })),
  ),
  EquipmentRequirement: some(of(() => equipment(version, "EquipmentRequirement"))),
  ...materials(version, WORDS[version].requirements),
  ...DESCRIBED,
  ...overs("PersonnelRequirement", "PhysicalAssetRequirement", "RequestedSegmentResponse"),
  ...overs("RequiredByRequestedSegmentResponse"),
  [version === "V0701" ? "SegmentRequirementChild" : "SegmentRequirement"]: not(
    "segments within segments are not read: make each operation a segment of its order",
  ),
});

const parameter0401: Shape = {
  Parameter: may(of(() => property("Parameter"))),
  ...overs("ProductSegmentID", "ProcessSegmentID"),
};

const request = (version: Version): Shape => ({
  ID: must(id),
  StartTime: may(instant),
  EndTime: may(instant),
  OperationsType: may(OPERATIONS),
  RequestState: may(REQUEST_STATES[version]),
  ...SCOPE[version],
  SegmentRequirement: any(of(() => segmentRequirement(version))),
  ...DESCRIBED,
  ...overs("Priority", "OperationsDefinitionID", "OperationsSegmentID", "ProductProductionRuleID"),
  ...overs("RequestedSegmentResponse", "RequiredByRequestedSegmentResponse"),
  SegmentResponse: not("what has been done stands in a performance: send it as one"),
});

const schedule = (version: Version): Shape => ({
  ID: newId(version),
  PublishedDate: may(instant),
  StartTime: may(instant),
  EndTime: may(instant),
  OperationsType: may(OPERATIONS),
  ScheduleState: may(REQUEST_STATES[version]),
  ...SCOPE[version],
  [WORDS[version].request]: any(of(() => request(version))),
  ...DESCRIBED,
  ...overs("EquipmentElementLevel"),
});

const segmentResponse = (version: Version): Shape => ({
  ID: newId(version),
  ActualStartTime: may(instant),
  ActualEndTime: may(instant),
  OperationsType: may(OPERATIONS),
  SegmentState: may(RESPONSE_STATES[version]),
  ...(version === "V0701" ? { OperationsRequestID: some(id), SegmentRequirementID: some(id) } : {}),
  ...SCOPE[version],
  [WORDS[version].data]: some(of(() => property(`${WORDS[version].data}Child`))),
  EquipmentActual: some(of(() => equipment(version, "EquipmentActual"))),
  ...materials(version, WORDS[version].actuals),
  ...DESCRIBED,
  ...overs("PublishedDate", "PostingDate", "ProcessSegmentID", "ProductSegmentID", "OperationsDefinitionID"),
  ...overs("OperationsSegmentID", "WorkResponseID", "JobResponseID", "PersonnelActual", "PhysicalAssetActual"),
  ...overs("RequiredByRequestedSegmentResponse"),
  [version === "V0701" ? "SegmentResponseChild" : "SegmentResponse"]: not(
    "segments within segments are not read: make each operation a segment of its order",
  ),
});

const response = (version: Version): Shape => ({
  ID: newId(version),
  StartTime: may(instant),
  EndTime: may(instant),
  OperationsType: may(OPERATIONS),
  ResponseState: may(RESPONSE_STATES[version]),
  [WORDS[version].requestId]: some(id),
  ...SCOPE[version],
  SegmentResponse: any(of(() => segmentResponse(version))),
  ...DESCRIBED,
  ...overs("SegmentRequirementID", "OperationsDefinitionID", "OperationsSegmentID", "ProductProductionRuleID"),
});

const performance = (version: Version): Shape => ({
  ID: newId(version),
  PublishedDate: may(instant),
  OperationsType: may(OPERATIONS),
  PerformanceState: may(RESPONSE_STATES[version]),
  ...SCOPE[version],
  [WORDS[version].response]: any(of(() => response(version))),
  ...DESCRIBED,
  ...overs("StartTime", "Endtime", "EndTime", "OperationsScheduleID", "ProductionScheduleID", "EquipmentElementLevel"),
});

const stock = (version: Version): Shape => ({
  ID: must(text),
  PublishedDate: may(instant),
  Status: may(text),
  Disposition: may(words("Planned", "In-Process", "Restricted", "UnRestricted", "Closed")),
  StorageLocation: may(STORAGE[version]),
  Quantity: some(of(() => QUANTITY)),
  ...SCOPE[version],
  ...properties("MaterialLotProperty"),
  ...DESCRIBED,
  ...PLACED,
  ...overs("EffectiveStartDate", "EffectiveEndDate", "AssemblyType", "AssemblyRelationship"),
  AssemblyLot: not("assemblies are not read: list their lots as lots"),
  AssemblySubLot: not("assemblies are not read: list their lots as lots"),
});

const subLot = (version: Version): Shape => ({
  ...stock(version),
  ...properties("MaterialSublotProperty"),
  ...overs("MaterialLotID"),
  [version === "V0701" ? "MaterialSubLotChild" : "MaterialSubLot"]: not(
    "sublots within sublots are not read: make each a sublot of its lot",
  ),
});

const lot = (version: Version): Shape => ({
  ...stock(version),
  MaterialDefinitionID: must(id),
  MaterialSubLot: some(of(() => subLot(version))),
});

const information = (version: Version): Shape => ({
  ID: may(id),
  PublishedDate: may(instant),
  ...SCOPE[version],
  MaterialLot: some(of(() => lot(version))),
  ...DESCRIBED,
  MaterialClass: not("master data of materials is not read: send lots alone"),
  MaterialDefinition: not("master data of materials is not read: send lots alone"),
  MaterialSubLot: not("a sublot alone does not say of which item it is: put it into its MaterialLot"),
  TestSpecification: not("test specifications are not read: send lots alone"),
  QAMaterialTestSpecification: not("test specifications are not read: send lots alone"),
});

const NOUNS: { readonly [N in Noun]: (version: Version) => Shape } = {
  schedule,
  performance,
  material: information,
  lot,
};

const known = new Map<string, Shape>();

export function shapeOf(noun: Noun, version: Version): Shape {
  const name = `${noun} ${version}`;
  const shape = known.get(name) ?? NOUNS[noun](version);
  known.set(name, shape);
  return shape;
}

const ACTION: Shape = {
  ActionCriteria: some(of(() => ({ ActionExpression: some(text), ...overs("ChangeStatus") }))),
  ...overs("OriginalApplicationArea", "ResponseCriteria", "Expression"),
};

/** Of a transaction: who says it, what is to be done, and with what. */
export const transactionOf = (verb: string, noun: Noun, version: Version): Shape => ({
  ApplicationArea: must(
    of(() => ({
      CreationDateTime: must(instant),
      ...overs("Sender", "Receiver", "Signature", "BODID", "UserArea"),
    })),
  ),
  DataArea: must(
    of(() => ({
      [verb]: must(of(() => ACTION)),
      [WORDS[version].nouns[noun]]: any(of(() => shapeOf(noun, version))),
    })),
  ),
});

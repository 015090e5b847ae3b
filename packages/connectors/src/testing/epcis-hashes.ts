/**
 * Events, and what they hash to according to the tests of the reference implementation, github.com/RalphTro/
 * epcis-event-hash-generator: tests/examples/documents and tests/examples/expected/CBV2.0, in its state of summer 2026.
 */
export interface HashExample {
  /** Of the document there. */
  readonly name: string;
  readonly context?: object;
  readonly event: object;
  /** SHA-256. */
  readonly hash: string;
}

const EXAMPLE = { example: "https://ns.example.com/epcis/" };

const object = (fields: object): object => ({ type: "ObjectEvent", action: "OBSERVE", ...fields });

const KEYS = {
  epcList: [
    "urn:epc:id:sgtin:4012345.012345.12",
    "urn:epc:id:sscc:4012345.0000000333",
    "https://id.gs1.org/00/040123450000003338",
    "urn:epc:id:grai:4012345.66666.87",
    "urn:epc:id:giai:4012345.AAbb",
    "urn:epc:id:gsrn:4012345.9876540000",
    "urn:epc:id:gsrnp:4012345.0000098765",
    "urn:epc:id:gdti:4012345.55555.98",
    "urn:epc:id:cpi:4012345.ABC.123",
    "urn:epc:id:sgcn:4012345.99999.44",
    "urn:epc:id:ginc:4012345.333",
    "urn:epc:id:gsin:4012345.999987654",
    "urn:epc:id:itip:4012345.012345.01.02.999",
    "urn:epc:id:upui:4012345.012345.AB12",
  ],
  quantityList: [
    "urn:epc:class:lgtin:4054739.099914.20160711",
    "urn:epc:idpat:sgtin:4054739.099914.*",
    "urn:epc:idpat:grai:4012345.66666.*",
    "urn:epc:idpat:gdti:4012345.55555.*",
    "urn:epc:idpat:sgcn:4012345.99999.*",
    "urn:epc:idpat:cpi:4012345.ABC.*",
    "urn:epc:idpat:itip:4012345.012345.01.02.*",
  ].map((epcClass) => ({ epcClass })),
};

const IN_LIST = {
  "ext1:object": {
    "ext1:object": {
      "ext2:array": ["14", "23.0", "stringInArrayInObjectInArray"],
      "ext2:object": { "ext2:object": { "ext3:string": "stringInObjectInObjectInArray" } },
      "ext2:int": "13",
      "ext2:string": "stringInObjectInArray",
    },
  },
};
const EXTENSIONS = {
  "ext1:float": "20",
  "ext1:time": "2013-06-08T14:58:56.591Z",
  "ext1:array": ["12", "22", "2013-06-08T14:58:56.591Z", "true", "stringInArray", IN_LIST],
  "ext1:boolean": "true",
  "ext1:object": {
    "ext2:array": ["11", "21", "stringInArrayInObject"],
    "ext2:object": { "ext2:object": { "ext3:string": "stringInObjectInObject" } },
    "ext2:string": "stringInObject",
  },
  "ext1:default": "stringAsDefaultValue",
  "ext1:int": "10",
  "ext1:string": "string",
};
const DEVICE = { deviceID: "urn:epc:id:giai:4000001.111", deviceMetadata: "https://id.gs1.org/8004/4000001111" };
const PROCESSED = {
  rawData: "https://example.org/8004/401234599999",
  dataProcessingMethod: "https://example.com/253/4012345000054987",
};

const EVERYTHING = {
  type: "ObjectEvent",
  eventTime: "2005-04-05T02:33:31.116Z",
  eventTimeZoneOffset: "-06:00",
  eventID: "urn:uuid:374d95fc-9457-4a51-bd6a-0bba133845a8",
  certificationInfo: "https://accreditation-council.example.org/certificate/ABC12345",
  errorDeclaration: { declarationTime: "2006-11-07T14:00:00.000+01:00", reason: "incorrect_data" },
  epcList: ["urn:epc:id:sgtin:0614141.107346.2018"],
  action: "ADD",
  bizStep: "receiving",
  disposition: "in_progress",
  readPoint: { id: "urn:epc:id:sgln:0012345.11111.400" },
  bizLocation: { id: "urn:epc:id:sgln:0012345.11111.0" },
  bizTransactionList: [
    { type: "po", bizTransaction: "urn:epc:id:gdti:0614141.00001.1618034" },
    { type: "pedigree", bizTransaction: "urn:epc:id:gsrn:0614141.0000010253" },
  ],
  quantityList: [{ epcClass: "urn:epc:class:lgtin:4012345.012345.998877", quantity: 200, uom: "KGM" }],
  sourceList: [
    { type: "location", source: "urn:epc:id:sgln:4012345.00225.0" },
    { type: "possessing_party", source: "urn:epc:id:pgln:4012345.00225" },
    { type: "owning_party", source: "urn:epc:id:pgln:4012345.00225" },
  ],
  destinationList: [
    { type: "location", destination: "urn:epc:id:sgln:0614141.00777.0" },
    { type: "possessing_party", destination: "urn:epc:id:pgln:0614141.00777" },
    { type: "owning_party", destination: "urn:epc:id:pgln:0614141.00777" },
  ],
  sensorElementList: [
    {
      sensorMetadata: {
        ...{ time: "2019-04-02T13:05:00.000Z", ...DEVICE, ...PROCESSED },
        ...{ startTime: "2019-04-02T12:55:01.000Z", endTime: "2019-04-02T13:55:00.000Z" },
        bizRules: "https://example.com/253/4012345000054987",
        "ext1:someFurtherMetadata": "someText",
      },
      sensorReport: [
        {
          ...{ type: "Temperature", ...DEVICE, ...PROCESSED, time: "2019-07-19T13:00:00.000Z" },
          microorganism: "https://www.ncbi.nlm.nih.gov/taxonomy/1126011",
          chemicalSubstance: "https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N",
          ...{ value: 26, component: "example:x", stringValue: "SomeString", booleanValue: true },
          ...{ hexBinaryValue: "f0f0f0", uriValue: "https://id.gs1.org/8004/4000001111", minValue: 26 },
          ...{ maxValue: 26.2, meanValue: 13.2, percRank: 50, percValue: 12.7, uom: "CEL", sDev: 0.1 },
          "ext1:someFurtherReportData": "someText",
        },
      ],
      ...EXTENSIONS,
    },
  ],
  persistentDisposition: { unset: ["completeness_inferred"], set: ["completeness_verified"] },
  ilmd: {
    ...EXTENSIONS,
    ...{ "cbvmda:countryOfExport": "KR", "cbvmda:grossWeight": "3.5", "cbvmda:netWeight": "3.5" },
    ...{ "cbvmda:countryOfOrigin": "GB", "cbvmda:drainedWeight": "3.5", "cbvmda:lotNumber": "ABC123" },
  },
  ...EXTENSIONS,
};

const MIXED = {
  type: "TransformationEvent",
  eventTime: "2019-10-21T14:58:56.591+02:00",
  eventTimeZoneOffset: "+02:00",
  inputEPCList: ["urn:epc:id:sgtin:4012345.011122.25", "urn:epc:id:sgtin:4000001.065432.99886655"],
  outputEPCList: [25, 26, 27, 28].map((serial) => `urn:epc:id:sgtin:4012345.077889.${serial}`),
  inputQuantityList: [
    { epcClass: "urn:epc:class:lgtin:4012345.011111.4444", quantity: 10, uom: "KGM" },
    { epcClass: "urn:epc:class:lgtin:0614141.077777.987", quantity: 30 },
    { epcClass: "urn:epc:idpat:sgtin:4012345.066666.*", quantity: 220 },
  ],
  bizStep: "commissioning",
  readPoint: { id: "urn:epc:id:sgln:4012345.00001.0" },
  ilmd: { "example:bestBeforeDate": "2015-11-10", "example:batch": "XYZ" },
};

export const HASH_EXAMPLES: readonly HashExample[] = [
  {
    name: "ReferenceEventHashAlgorithm",
    context: EXAMPLE,
    event: object({
      eventTime: "2020-03-04T11:00:30.000+01:00",
      eventTimeZoneOffset: "+01:00",
      recordTime: "2020-03-04T11:00:30.999+01:00",
      epcList: ["333", "111", "222"].map((serial) => `urn:epc:id:sscc:4012345.0000000${serial}`),
      bizStep: "departing",
      readPoint: { id: "urn:epc:id:sgln:4012345.00011.987" },
      "example:myField1": { "example:mySubField1": "2", "example:mySubField2": "5" },
      "example:myField2": "0",
      "example:myField3": { "example:mySubField3": ["3", "1"] },
    }),
    hash: "6ae96341e0acc6d7a261364751f60e68278a81cdf51da0abb6b4e617014e39d7",
  },
  {
    name: "ReferenceEventHashAlgorithm2",
    event: object({
      eventTime: "2020-04-01T15:00:00+01:00",
      eventTimeZoneOffset: "+01:00",
      epcList: ["urn:epc:id:sgtin:4012345.011111.9876"],
      bizStep: "inspecting",
      readPoint: { id: "urn:epc:id:sgln:4012345.00005.0" },
      sensorElementList: [
        {
          sensorMetadata: DEVICE,
          sensorReport: [
            { type: "Temperature", value: 26, sDev: 0.1, uom: "CEL" },
            { type: "AbsoluteHumidity", value: 12.1, uom: "A93" },
            {
              type: "Dimensionless",
              microorganism: "https://www.ncbi.nlm.nih.gov/taxonomy/1126011",
              ...{ value: 0.05, uom: "C35" },
            },
            {
              type: "Dimensionless",
              chemicalSubstance: "https://identifiers.org/inchikey:CZMRCDWAGMRECN-UGDNZRGBSA-N",
              ...{ value: 0.18, uom: "C35" },
            },
          ],
        },
      ],
    }),
    hash: "271565c346ae2fb28c4583c4dca4ab4772d465eb4e0b6e548d77d8b49377d95c",
  },
  {
    name: "ReferenceEventHashAlgorithm3",
    context: EXAMPLE,
    event: object({
      eventTime: "2020-03-04T11:00:30+01:00",
      eventTimeZoneOffset: "+01:00",
      epcList: ["urn:epc:id:sgtin:0614141.011111.987"],
      bizStep: "departing",
      disposition: "in_transit",
      readPoint: { id: "urn:epc:id:sgln:4012345.00011.0", "example:myField1": "AB-12" },
      bizTransactionList: [{ type: "po", bizTransaction: "urn:epc:id:gdti:4012345.11111.123" }],
      sourceList: [{ type: "owning_party", source: "urn:epc:id:pgln:4012345.00000" }],
      destinationList: [{ type: "owning_party", destination: "urn:epc:id:pgln:0614141.00000" }],
      "example:userExt": "CD-34",
    }),
    hash: "3ae14c02c4bdc220cc31942cf804f6845eb8dec96ba6483391c92a9b165f9329",
  },
  {
    name: "epcisDocWithAllGS1Keys",
    event: object({
      eventTime: "2023-03-27T11:30:00.0Z",
      eventTimeZoneOffset: "+01:00",
      ...KEYS,
      bizStep: "other",
      readPoint: { id: "urn:epc:id:sgln:4012345.00011.987" },
    }),
    hash: "40744f32beff53a4bf5bb5956d465cb52de5bbcc9f131409d8efb903b04d9351",
  },
  {
    name: "TimeStampRoundOff, rounded up",
    event: object({
      eventTime: "2023-02-02T11:04:03.1415Z",
      eventTimeZoneOffset: "+01:00",
      epcList: ["https://id.gs1.de/00/040123451111111110"],
      bizStep: "shipping",
      disposition: "in_transit",
      readPoint: { id: "https://id.gs1.de/414/4012345000115" },
    }),
    hash: "af7658e711574363633f20b3dadc7bc4c13c6f612cf96d95e03c421c0e58f3c6",
  },
  {
    name: "TimeStampRoundOff, rounded down",
    event: object({
      eventTime: "2023-02-02T11:04:03.1414Z",
      eventTimeZoneOffset: "+01:00",
      epcList: ["https://id.gs1.de/00/040123451111111110"],
      bizStep: "transporting",
      readPoint: { id: "geo:50.947573340894124,6.922120147375441" },
    }),
    hash: "0550df44527332c1fe417c5837fe61b9e71eaa93307b88519dac549bf2d4dcf9",
  },
  {
    name: "CertificationInfoAndSensorReportWithCRS",
    context: { ext1: "https://ns.ext.de/epcis/" },
    event: object({
      eventTime: "2023-01-11T12:00:00+01:00",
      eventTimeZoneOffset: "+01:00",
      certificationInfo: "https://accreditation-council.example.org/certificate/ABC12345",
      epcList: ["https://id.gs1.de/01/04012345999990/21/XYZ-1234"],
      bizStep: "receiving",
      disposition: "in_progress",
      readPoint: { id: "https://id.gs1.de/414/4012345000115" },
      sensorElementList: [
        {
          sensorMetadata: {
            time: "2023-01-11T11:05:00Z",
            bizRules: "https://id.example.com/253/4012345000054987",
            "ext1:someFurtherMetadata": "metadataText",
          },
          sensorReport: [
            {
              type: "Dimensionless",
              exception: "ALARM_CONDITION",
              coordinateReferenceSystem: "http://www.opengis.net/def/crs/EPSG/0/27700",
              "ext1:someFurtherReportData": "reportText",
            },
          ],
        },
      ],
    }),
    hash: "db3f717972b6be7ce2eb2f31a12b00beda1f9a7de63c23948f4b7314ffe0581b",
  },
  {
    name: "epcisDocWithSensorComponent",
    event: object({
      eventTime: "2022-04-07T10:00:00.000Z",
      eventTimeZoneOffset: "+01:00",
      epcList: ["https://id.example.com/8003/040123450007718765"],
      bizStep: "sensor_reporting",
      readPoint: { id: "https://id.example.com/414/4012345000054" },
      sensorElementList: [
        {
          sensorReport: [
            { value: 42.698334, component: "cbv:Comp-latitude" },
            { value: 23.319941, component: "cbv:Comp-longitude" },
          ].map((one) => ({
            ...{ type: "gs1:Angle", ...one, uom: "DD" },
            coordinateReferenceSystem: "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
          })),
        },
      ],
    }),
    hash: "14faa21345eb49fa31e5578aed52a2c291b7dc8ded0d53c88135955173ea91fc",
  },
  {
    name: "epcisDocWithVariousEventTypes, 1",
    event: object({
      eventTime: "2019-10-21T11:00:30.000+01:00",
      eventTimeZoneOffset: "+01:00",
      epcList: ["urn:epc:id:sscc:5200001.0111111146"],
      bizStep: "departing",
      readPoint: { id: "urn:epc:id:sgln:5200001.99901.0" },
      bizTransactionList: [
        { type: "desadv", bizTransaction: "urn:epcglobal:cbv:bt:5200001000008:4711" },
        { type: "inv", bizTransaction: "urn:epcglobal:cbv:bt:5200001000008:RE1099" },
      ],
      sourceList: [{ type: "possessing_party", source: "urn:epc:id:pgln:5200001.00000" }],
      destinationList: [
        { type: "possessing_party", destination: "urn:epc:id:pgln:4000001.98765" },
        { type: "location", destination: "urn:epc:id:sgln:4012345.00012.0" },
      ],
    }),
    hash: "253f0178f96349eedc207505b49044a602129605cf692e3d9f1f36c8bd1dfb0d",
  },
  {
    name: "epcisDocWithVariousEventTypes, 4",
    context: { cbvmda: "urn:epcglobal:cbv:mda:" },
    event: object({
      action: "ADD",
      eventTime: "2019-10-21T14:58:56.000+02:00",
      eventTimeZoneOffset: "+02:00",
      quantityList: [{ epcClass: "urn:epc:class:lgtin:4054739.099914.20160711", quantity: 600, uom: "KGM" }],
      bizStep: "commissioning",
      readPoint: { id: "urn:epc:id:sgln:4054739.00001.0" },
      ilmd: { "cbvmda:bestBeforeDate": "2019-10-21" },
    }),
    hash: "5f396ea5cb32fe4d0980cb79f5a5eb9640559e9f5a6cefa5c98a7d6ad554b50b",
  },
  {
    name: "epcisDocWithVariousEventTypes, 6",
    event: {
      type: "AggregationEvent",
      eventTime: "2019-10-21T17:30:56.591+02:00",
      eventTimeZoneOffset: "+02:00",
      parentID: "urn:epc:id:sscc:4012344.0111111133",
      childQuantityList: [
        { epcClass: "urn:epc:class:lgtin:4054739.099902.P2", quantity: 12, uom: "KGM" },
        { epcClass: "urn:epc:class:lgtin:4054739.012345.lot2", quantity: 17 },
      ],
      action: "ADD",
      bizStep: "packing",
      readPoint: { id: "urn:epc:id:sgln:4012345.00025.0" },
    },
    hash: "cfda50b7ff23682e989bafc3747ac9b752f405305fcde6618280f6be27344f35",
  },
  {
    name: "epcisDocWithVariousEventTypes, 12",
    context: EXAMPLE,
    event: MIXED,
    hash: "36ab2ba0e3eac03d14a630148c63c31da00b8c4f1c311f501eb459e89a6e6350",
  },
  {
    name: "epcisDocWithCustomExtensions, 2",
    event: object({
      eventTime: "2019-10-21T14:45:00Z",
      recordTime: "2023-06-02T07:03:16.073Z",
      eventTimeZoneOffset: "+01:00",
      eventID: "ni:///sha-256;b3d481c5590757ab8361a6cb0e924820feb3b61eb568e7d7703f21a96f76f51d?ver=CBV2.0",
      epcList: ["https://id.gs1.org/00/040123451111111127"],
      bizStep: "inspecting",
      disposition: "in_progress",
      readPoint: { id: "https://id.gs1.org/414/4012345000245/254/1" },
    }),
    hash: "b3d481c5590757ab8361a6cb0e924820feb3b61eb568e7d7703f21a96f76f51d",
  },
  {
    name: "ObjectEvent_all_possible_fields",
    context: {
      ...{ ext1: "http://example.com/ext1/", ext2: "http://example.com/ext2/", ext3: "http://example.com/ext3/" },
    },
    event: EVERYTHING,
    hash: "9811bfb2672e9c3a0f6151be339d22b60db375c8b23d2740f6137cc6539f0639",
  },
];

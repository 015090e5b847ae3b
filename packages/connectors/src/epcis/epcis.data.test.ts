import { readFileSync } from "node:fs";
import { sharedStandard } from "@lockstep/testkit/shared-data";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { epcisDocument, PLANT_DAY, plantMapping, retracting } from "../testing/epcis.ts";
import { readCapture } from "./capture.ts";
import { createEpcisMapping } from "./mapping.ts";

const schemaFile = sharedStandard("epcis/EPCIS-JSON-Schema.json");
const exampleFile = sharedStandard("epcis/example-object-event.jsonld");
const read = (file: string | undefined): unknown => JSON.parse(readFileSync(file ?? "", "utf8"));

describe.skipIf(schemaFile === undefined)("our own documents", () => {
  const check = (document: object): unknown => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const isValid = ajv.compile(read(schemaFile) as object);
    return isValid(document) ? null : isValid.errors;
  };

  test("are what the standard's schema says", () => {
    expect(check(epcisDocument(PLANT_DAY))).toBeNull();
    expect(check(epcisDocument(PLANT_DAY.map(retracting)))).toBeNull();
  });

  test("would not be, if an action were missing", () => {
    expect(
      check(epcisDocument(PLANT_DAY.map((one) => ({ ...one, action: undefined, type: "ObjectEvent" })))),
    ).not.toBeNull();
  });
});

describe.skipIf(exampleFile === undefined)("the standard's example", () => {
  test("is a shipment of two things, and the receipt of one of them", () => {
    const mapping = createEpcisMapping({ items: { "urn:epc:idpat:sgtin:0614141.107346.*": "PUMP" } });
    expect(readCapture(read(exampleFile), { mapping })).toMatchObject({
      ok: true,
      value: {
        events: 2,
        ignored: 0,
        offered: [
          {
            value: {
              type: "wms.shipment",
              time: "2005-04-04T02:33:31.116Z",
              data: {
                item: "PUMP",
                serials: ["2017", "2018"],
                quantity: 2,
                salesOrderLine: "12345678/1",
                site: "0614141073467",
              },
            },
          },
          {
            value: {
              type: "wms.receipt",
              data: {
                item: "PUMP",
                serials: ["2018"],
                quantity: 1,
                purchaseOrderLine: "12345678/1",
                location: "0012345111112",
              },
            },
          },
        ],
      },
    });
  });

  test("at places that are not declared is kept whole, as somebody else's", () => {
    const answer = readCapture(read(exampleFile), { mapping: plantMapping });
    const refused = { refused: { rule: "unknown-place" }, text: expect.stringContaining("ObjectEvent") as string };
    expect(answer).toMatchObject({ value: { offered: [refused, refused] } });
  });
});

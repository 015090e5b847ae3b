import type { JsonObject } from "@lockstep/domain/json";
import { describe, expect, test } from "vitest";
import { HASH_EXAMPLES } from "../testing/epcis-hashes.ts";
import { eventHash } from "./event-hash.ts";
import { namespacesOf } from "./namespaces.ts";
import { preHash } from "./pre-hash.ts";

const EXT = namespacesOf({ ext: "https://ns.example.com/" });
const said = (fields: object): string =>
  preHash({ type: "ObjectEvent", ...fields }, EXT).slice("eventType=ObjectEvent".length);

describe("the hash of an event", () => {
  test.each(HASH_EXAMPLES)("is that of the reference: $name", ({ event, context, hash }) => {
    const namespaces = namespacesOf(["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", context]);
    expect(eventHash(event as JsonObject, namespaces)).toBe(`ni:///sha-256;${hash}?ver=CBV2.0`);
  });
});

describe("in the pre-hash string", () => {
  test.each([
    ["1.0", "1"],
    ["0.3430", "0.343"],
    ["+07", "7"],
    ["-0.0", "0"],
    [".5", "0.5"],
    ["1.2e3", "1200"],
    ["12e-4", "0.0012"],
    [1e21, "1000000000000000000000"],
    ["12345678901234567890", "12345678901234567890"],
    ["1e999999", "1e999999"],
    ["1.2.3", "1.2.3"],
    ["+", "+"],
    [" a ", "a"],
    [true, "true"],
    ["urn:epcglobal:cbv:er:other", "https://ref.gs1.org/cbv/ER-other"],
  ])("the value %j is %s", (value, text) => {
    expect(said({ "ext:a": value })).toBe(`{https://ns.example.com/}a=${text}`);
  });

  test.each([
    ["receiving", "https://ref.gs1.org/cbv/BizStep-receiving"],
    ["urn:epcglobal:cbv:bizstep:receiving", "https://ref.gs1.org/cbv/BizStep-receiving"],
    ["cbv:BizStep-receiving", "https://ref.gs1.org/cbv/BizStep-receiving"],
    ["https://partner.example/juggling", "https://partner.example/juggling"],
    ["ext:juggling", "ext:juggling"],
  ])("the step %s is %s", (bizStep, text) => {
    expect(said({ bizStep })).toBe(`bizStep=${text}`);
  });

  test("what is not there is left out, and so is what is said about the event and to people", () => {
    expect(said({ eventID: "x", recordTime: "y", errorDeclaration: {}, certificationInfo: "z", epcList: [] })).toBe("");
    expect(said({ "@context": { a: "b" }, "rdfs:comment": "c", comment: "d", bizStep: "" })).toBe("");
  });

  test("what somebody has added to a place or a sensor stands behind all that the standard names, by its text", () => {
    const added = { readPoint: { id: "a", "ext:z": 1 }, bizLocation: { "ext:y": 2 }, ilmd: { "ext:x": [3, 1] } };
    const sensorElementList = [{ "ext:w": 4, sensorReport: [{ value: 5, "ext:v": 6 }] }];
    expect(said({ ...added, sensorElementList, "ext:u": { "ext:t": "t", "#text": "s" }, plain: 7 })).toBe(
      [
        "readPointid=asensorElementsensorReportvalue=5",
        "bizLocation{https://ns.example.com/}y=2",
        "ilmd{https://ns.example.com/}x=1{https://ns.example.com/}x=3",
        "plain=7",
        "readPoint{https://ns.example.com/}z=1",
        "sensorElementsensorReport{https://ns.example.com/}v=6{https://ns.example.com/}w=4",
        "{https://ns.example.com/}u=s{https://ns.example.com/}t=t",
      ].join(""),
    );
  });

  test("lists have the order of UTF-8", () => {
    expect(said({ epcList: ["\u{1f345}", "\uff01", "b", "B", "ba"] })).toBe(
      "epcListepc=Bepc=bepc=baepc=\uff01epc=\u{1f345}",
    );
  });

  test("whatever stands in an event, it has a hash", () => {
    for (const value of [null, 7, "x", [], [[]], [null], {}, { id: {} }, [{ sensorReport: 7 }], { set: { a: 1 } }]) {
      const names = [
        "eventTime",
        "epcList",
        "quantityList",
        "readPoint",
        "sourceList",
        "sensorElementList",
        "ilmd",
        "ext:a",
      ];
      for (const name of [...names, "persistentDisposition"])
        expect(said({ [name]: value })).toEqual(expect.any(String));
    }
  });
});

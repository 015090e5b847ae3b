import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalId, identify, withCheckDigit } from "./identifiers.ts";

test.each([
  ["urn:epc:id:sgtin:0614141.107346.2017", "https://id.gs1.org/01/10614141073464/21/2017"],
  ["urn:epc:class:lgtin:4012345.012345.998877", "https://example.com/some/path/01/04012345123456/10/998877"],
  ["urn:epc:idpat:sgtin:4012345.012345.*", "https://id.gs1.org/01/4012345123456"],
  ["urn:epc:id:sgtin:4012345.012345.a%2Fb", "https://id.gs1.org/01/04012345123456/21/a%2Fb?linkType=all"],
  ["urn:epc:id:sscc:0614141.1234567890", "https://id.gs1.org/00/106141412345678908"],
  ["urn:epc:id:sgln:0614141.07346.1234", "https://id.gs1.org/414/0614141073467/254/1234"],
  ["urn:epc:id:sgln:0614141.07346.0", "https://id.gs1.org/414/0614141073467"],
])("%s and %s are the same thing", (urn, link) => {
  expect(identify(urn).ok).toBe(true);
  expect(canonicalId(urn)).toBe(canonicalId(link));
  expect(canonicalId(urn)).toMatch(/^(gtin|sscc|gln):/);
});

test("a lot and a serial number of one thing are both read", () => {
  expect(identify("https://id.gs1.org/01/04012345123456/10/L-1/21/S-1")).toEqual({
    ok: true,
    value: { kind: "goods", gtin: "04012345123456", lot: "L-1", serial: "S-1" },
  });
});

test.each([
  ["urn:epc:id:sgtin:0614141.1073.1", "has 11 digits where the scheme sgtin has 13"],
  ["urn:epc:id:sscc:0614141.X", "is no EPC of the scheme sscc"],
  ["https://id.gs1.org/01/04012345123457", "has a wrong check digit"],
  ["urn:epc:id:sgtin:4012345.012345.%", "is no EPC"],
])("%s is refused, as it claims to be GS1's", (text, why) => {
  expect(identify(text)).toMatchObject({ ok: false, error: expect.stringContaining(why) as string });
});

test("what is private stays as it is, also where it looks a little like GS1's", () => {
  for (const uri of ["https://plant.example/01/jar", "urn:uuid:1", "JAR", "https://plant.example/00/12"]) {
    expect(identify(uri)).toEqual({ ok: true, value: { kind: "private", uri } });
  }
});

test("any text is read or refused, and never thrown at", () => {
  fc.assert(
    fc.property(fc.constantFrom("", "urn:epc:id:sgtin:", "https://a/01/", "urn:epc:id:sgln:"), fc.string(), (a, b) => {
      expect(typeof identify(a + b).ok).toBe("boolean");
    }),
  );
});

test("check digits are GS1's", () => {
  expect(["629104150021", "0950600013435", "10614141234567890"].map(withCheckDigit)).toEqual([
    "6291041500213",
    "09506000134352",
    "106141412345678908",
  ]);
});

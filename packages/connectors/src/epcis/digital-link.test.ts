import { describe, expect, test } from "vitest";
import { canonicalLink } from "./digital-link.ts";

/** Pairs of the reference's tests/dl_normaliser_test.py, and what is none. */
describe("an identifier in the canonical form of a Digital Link", () => {
  test.each([
    ["urn:epc:id:sgtin:4012345.011111.98%22", "01/04012345111118/21/98%22"],
    ["urn:epc:id:sgtin:415056789012.0.987654", "01/04150567890128/21/987654"],
    ["urn:epc:id:sgtin:0614141.812345.6789%2F%26%25%22!%3F()", "01/80614141123458/21/6789%2F%26%25%22%21%3F%28%29"],
    ["urn:epc:id:sscc:4012345.3111111111", "00/340123451111111111"],
    ["urn:epc:id:sgln:4012345.00005.122", "414/4012345000054/254/122"],
    ["urn:epc:id:sgln:4012345.00005.0", "414/4012345000054"],
    ["urn:epc:id:grai:4012345.00022.334455", "8003/04012345000221334455"],
    ["urn:epc:id:giai:4012345.ABC345", "8004/4012345ABC345"],
    ["urn:epc:id:gsrn:4012345.0000006765", "8018/401234500000067657"],
    ["urn:epc:id:gsrnp:4012345.0000000007", "8017/401234500000000074"],
    ["urn:epc:id:gdti:4012345.00009.PO-4711", "253/4012345000092PO-4711"],
    ["urn:epc:id:gdti:987659999999..9", "253/98765999999929"],
    ["urn:epc:id:cpi:0614141.11111111111111-A%23%2F.1234", "8010/061414111111111111111-A%23%2F/8011/1234"],
    ["urn:epc:id:ginc:0614141.xyz47%2F11", "401/0614141xyz47%2F11"],
    ["urn:epc:id:gsin:4012345.222333444", "402/40123452223334442"],
    ["urn:epc:id:itip:4012345.011111.01.02.987", "8006/040123451111180102/21/987"],
    ["urn:epc:id:upui:1234567.098765.51qIgY)%3C%26Jp3*j7SDB", "01/01234567987651/235/51qIgY%29%3C%26Jp3%2Aj7SDB"],
    ["urn:epc:id:pgln:4000001.00000", "417/4000001000005"],
    ["urn:epc:id:pgln:999999999999.", "417/9999999999994"],
    ["urn:epc:class:lgtin:4012345.012345.Lot987", "01/04012345123456/10/Lot987"],
    ["urn:epc:idpat:upui:4012345.012345.*", "01/04012345123456"],
    ["urn:epc:idpat:cpi:4012345.AB12.*", "8010/4012345AB12"],
    ["https://id.gs1.org/gtin/09780345418913", "01/09780345418913"],
    ["https://example.com/gtin/09780345418913/21/765tz?abc=211121", "01/09780345418913/21/765tz"],
    ["http://example.de/gtin-8/01/97803111", "01/00000097803111"],
    ["http://us-company-with-UPC.com/01/001122334455/ser/GHB", "01/00001122334455/21/GHB"],
    ["https://id.gs1.org/gtin/9780345418913/cpv/344/lot/1223/ser/765tz", "01/09780345418913/21/765tz"],
    ["https://id.gs1.org/gtin/9780345418913/cpv/344", "01/09780345418913"],
    ["http://example.de/01/040123451234/cpv/344/lot/ABD", "01/00040123451234/10/ABD"],
    ["https://id.gs1.org/itip/123456789101100190/cpv/ABCD", "8006/123456789101100190"],
    ["https://fashion-corp.com/8006/040123451234560102/10/Lot-123/21/ser987", "8006/040123451234560102/21/ser987"],
    ["https://gs1.test.example.org/01/9780345418913/10/1223", "01/09780345418913/10/1223"],
    ["https://example.co.uk/party/4226350800008", "417/4226350800008"],
    ["https://id.gs1.org/414/4280000000002/254/12", "414/4280000000002/254/12"],
    ["https://id.gs1.org/8010/0628165987/8011/9876", "8010/0628165987/8011/9876"],
    ["https://id.gs1.org/255/0811625999996554433", "255/0811625999996554433"],
  ])("%s", (text, path) => {
    expect(canonicalLink(text)).toBe(`https://id.gs1.org/${path}`);
  });

  test.each([
    "http://example.org/123/4012345ABC987/456/4711",
    "http://id.gs1.org/99/9780345418913",
    "http://id.gs1.org/01/9780345418913/99/utfgf",
    "http://example.de/abc/9780345418913",
    "http://example.de/01/97803",
    "https://id.gs1.org/8006/04012345123456/22/ABCD/10/XYZ",
    "urn:epc:id:sgtin:4012345.11111.1",
    "urn:epc:id:juggling:4012345.011111.1",
    "urn:epcglobal:cbv:bt:4012345000009:4711",
    "https://",
    "42",
    "",
  ])("%s is none", (text) => {
    expect(canonicalLink(text)).toBeNull();
  });
});

import { type Instant, isoOf } from "@lockstep/domain/instant";
import type { StockBucket } from "@lockstep/domain/stock-buckets";
import { WORDS } from "./words.ts";
import { isNew, property, quantity, scope, type Writing } from "./write-parts.ts";
import { closing, group, leaf, maybe, opening } from "./xml-writer.ts";

export interface LotOnHand extends StockBucket {
  readonly expiresAt: Instant | null;
}

/** What lies there, lot by lot and place by place, piece by piece; stock without a lot has an empty id. */
export function* writeLots(lots: Iterable<LotOnHand>, writing: Writing): Generator<string> {
  const { namespace, nouns } = WORDS[writing.version];
  yield opening(nouns.material, namespace);
  yield `${leaf("ID", `lots/${writing.site}`)}${scope(writing)}${leaf("PublishedDate", isoOf(writing.at))}\n`;
  for (const lot of lots) yield `${lotOf(lot, writing)}\n`;
  yield closing(nouns.material);
}

const DISPOSITIONS = { available: "UnRestricted", quality: "Restricted", blocked: "Restricted" } as const;

function lotOf({ item, lot, status, location, quantity: amount, expiresAt }: LotOnHand, writing: Writing): string {
  const { mapping } = writing;
  const isV0701 = isNew(writing);
  const place = mapping.outward.location(location);
  const storage = isV0701
    ? group("StorageLocation", leaf("Location", place), leaf("LocationType", "Operational Location ID"))
    : leaf("StorageLocation", place);
  const expiry = {
    id: mapping.nameOf("expiresAt"),
    value: expiresAt === null ? null : isoOf(expiresAt),
    is: "dateTime",
  } as const;
  return group(
    "MaterialLot",
    leaf("ID", lot),
    leaf("MaterialDefinitionID", mapping.outward.item(item)),
    leaf("Status", status),
    isV0701 ? maybe("Disposition", DISPOSITIONS[status]) : null,
    property("MaterialLotProperty", expiry),
    storage,
    quantity(amount, writing.uomOf(item)),
  );
}

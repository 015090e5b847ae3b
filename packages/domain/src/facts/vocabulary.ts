import { Type } from "typebox";
import type { InstantText } from "../instant.ts";

/** Building blocks of the fact schemas: one place for what an id, an instant, a sum of money looks like. */
export const Id = Type.String({ minLength: 1, maxLength: 200 });
/** A lot number; the empty text stands for "no lot". */
export const Lot = Type.String({ maxLength: 200 });
/** As long as a fact may be. */
export const Text = Type.String();
export const Quantity = Type.Number();
export const At = Type.Unsafe<InstantText>({ type: "string", format: "instant" });
export const LocalDate = Type.String({ format: "local-date" });
export const WallTime = Type.String({ pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$" });
export const Zone = Type.String({ format: "iana-zone" });

/** Decimal text and ISO 4217 code: { "amount": "12.50", "currency": "EUR" }. */
export const MoneyText = Type.Object({
  amount: Type.String({ pattern: "^-?[0-9]{1,15}(\\.[0-9]{1,9})?$" }),
  currency: Type.String({ pattern: "^[A-Z]{3}$" }),
});

export const Place = Type.Object({ site: Id, location: Id });
export const StockStatus = Type.Union([Type.Literal("available"), Type.Literal("quality"), Type.Literal("blocked")]);

/** What the ERP pegs a sales order line to: exactly one of the three. */
export const Peg = Type.Object({
  productionOrder: Type.Optional(Id),
  purchaseOrderLine: Type.Optional(Id),
  transferOrder: Type.Optional(Id),
});

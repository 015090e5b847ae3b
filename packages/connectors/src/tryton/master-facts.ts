import type { Json, JsonObject } from "@lockstep/domain/json";
import type { Derived, Row } from "../polled/contract.ts";
import { clean, type Erp, given, type Item, madeOf, type Site, textOr } from "./erp.ts";

const DAY_SECONDS = 86_400;

/** Sites, items, partners, work centres, and how things are made, bought and kept. */
export function masterFacts(erp: Erp): readonly Derived[] {
  return [
    ...erp.sites.map(siteFact),
    ...erp.items.map((item) => itemFact(erp, item)),
    ...partnerFacts(erp),
    ...erp.all("production.work.center").flatMap((row) => resourceFact(erp, row)),
    ...erp.sites.flatMap((site) => erp.items.flatMap((item) => recipeFacts(erp, item, site))),
    ...erp.sites.flatMap((site) => sourcingFacts(erp, site)),
    ...erp.all("stock.order_point").flatMap((row) => stockingFact(erp, row)),
  ];
}

function siteFact({ id, name, zone, warehouse }: Site): Derived {
  return {
    type: "master.site",
    key: id,
    // Tryton posts what was made when the order is done; nothing is counted afterwards.
    data: { id, name, timeZone: zone.name, receipts: "posted" },
    ...madeOf(warehouse),
  };
}

function itemFact(erp: Erp, { id, product, template }: Item): Derived {
  const { name, default_uom, list_price, shelf_life_time, salable } = template.fields;
  const uom = erp.row("product.uom", default_uom);
  const isSold = salable === true || salable === 1;
  return {
    type: "master.item",
    key: id,
    data: given({
      id,
      name: textOr(name, id),
      uom: textOr(uom?.fields["symbol"], "?"),
      unitCost: erp.money(product.fields["cost_price"]),
      unitPrice: isSold ? erp.money(list_price) : undefined,
      shelfLifeDays: typeof shelf_life_time === "number" ? shelf_life_time : undefined,
    }),
    ...madeOf(product, template, uom),
  };
}

/** A party is what it was used as: Tryton does not say otherwise. */
function partnerFacts(erp: Erp): readonly Derived[] {
  const customers = new Set(erp.all("sale.sale").map(({ fields }) => fields["party"]));
  const suppliers = new Set(
    [...erp.all("purchase.purchase"), ...erp.all("purchase.product_supplier")].map(({ fields }) => fields["party"]),
  );
  return erp.all("party.party").flatMap((party) => {
    const id = erp.partyCode(party.id) ?? "";
    const data = { id, name: textOr(party.fields["name"], id) };
    const made = madeOf(party);
    return [
      ...(suppliers.has(party.id) ? [{ type: "master.supplier" as const, key: id, data, ...made }] : []),
      ...(customers.has(party.id) ? [{ type: "master.customer" as const, key: id, data, ...made }] : []),
    ];
  });
}

/** Work centres that do work are in a category; those that only group others are not. */
function resourceFact(erp: Erp, row: Row): Derived[] {
  const site = erp.siteOf(row.fields["warehouse"]);
  if (site === null || row.fields["category"] === null) return [];
  const id = resourceId(erp, row);
  const perHour = row.fields["cost_method"] === "hour" ? erp.money(row.fields["cost_price"]) : undefined;
  const data = given({ id, site: site.id, name: id, kind: "work-centre", hourlyCost: perHour });
  return [{ type: "master.resource", key: id, data, ...madeOf(row) }];
}

/** Tryton has no code for them, so it is the name; where two are called the same, with the number of the row. */
export function resourceId(erp: Erp, row: Row): string {
  const name = textOr(row.fields["name"], "work centre");
  const isClear = erp.of("production.work.center", "name", row.fields["name"] ?? null).length === 1;
  return isClear ? name : `${name}#${row.id}`;
}

/** The first bill of materials of an item, with its routing, in the order in which Tryton offers them. */
function recipeFacts(erp: Erp, item: Item, site: Site): readonly Derived[] {
  const [recipe] = [...erp.of("product.product-production.bom", "product", item.product.id)].sort(
    (a, b) => sequence(a) - sequence(b),
  );
  if (recipe === undefined) return [];
  const { bom, routing } = recipe.fields;
  const facts: Derived[] = [];
  const output = erp
    .of("production.bom.output", "bom", bom)
    .find(({ fields }) => fields["product"] === item.product.id);
  if (output !== undefined) {
    const per = erp.inUnitOf(item, output.fields["quantity"], output.fields["uom"]);
    const inputs = erp.of("production.bom.input", "bom", bom);
    facts.push({
      type: "master.bom",
      key: `${item.id}@${site.id}`,
      data: { item: item.id, site: site.id, components: componentsOf(erp, inputs, per) },
      ...madeOf(recipe, output, ...inputs),
    });
  }
  const steps = [...erp.of("production.routing.step", "routing", routing)].sort((a, b) => sequence(a) - sequence(b));
  const operations = steps.map((step, k) => operationOf(erp, step, { site, seq: (k + 1) * 10 }));
  if (operations.length > 0 && operations.every((one) => one !== null)) {
    facts.push({
      type: "master.routing",
      key: `${item.id}@${site.id}`,
      data: { item: item.id, site: site.id, operations },
      ...madeOf(recipe, ...steps),
    });
  }
  return facts;
}

/** What goes into one unit, of rows with a product, a quantity and a unit. */
export function componentsOf(erp: Erp, inputs: readonly Row[], per: number): Json[] {
  const needed = new Map<string, number>();
  for (const { fields } of inputs) {
    const item = erp.item(fields["product"]);
    if (item === null) continue;
    const quantity = erp.inUnitOf(item, fields["quantity"], fields["uom"]);
    needed.set(item.id, (needed.get(item.id) ?? 0) + quantity);
  }
  return [...needed].map(([item, quantity]) => ({ item, quantityPer: clean(quantity / per) }));
}

/** Null: nobody has said how fast it goes, or nobody can do it. */
function operationOf(erp: Erp, step: Row, { site, seq }: { site: Site; seq: number }): JsonObject | null {
  const operation = erp.row("production.routing.operation", step.fields["operation"]);
  const ratePerHour = erp.config.ratesPerHour?.[textOr(operation?.fields["name"], "")];
  const able = erp
    .of("production.work.center", "category", operation?.fields["work_center_category"])
    .filter(({ fields }) => fields["warehouse"] === site.warehouse.id)
    .map((row) => resourceId(erp, row));
  const [resource, ...others] = able;
  if (ratePerHour === undefined || resource === undefined) return null;
  const alternates = others.map((other) => ({ resource: other, ratePerHour }));
  return { seq, resource, ratePerHour, ...(alternates.length === 0 ? {} : { alternates }) };
}

/** Rows without a number come last, as Tryton sorts them. */
export const sequence = ({ fields }: Row): number =>
  typeof fields["sequence"] === "number" ? fields["sequence"] : Number.MAX_SAFE_INTEGER;

/** The best known offer of each supplier for each item; it holds for every site. */
function sourcingFacts(erp: Erp, site: Site): readonly Derived[] {
  const facts = new Map<string, Derived>();
  for (const row of erp.all("purchase.product_supplier")) {
    const supplier = erp.partyCode(row.fields["party"]);
    const leadSeconds = row.fields["lead_time"];
    if (supplier === null || typeof leadSeconds !== "number") continue;
    const [price] = erp.of("purchase.product_supplier.price", "product_supplier", row.id);
    for (const item of itemsOffered(erp, row)) {
      const key = `${item.id}@${site.id}/${supplier}`;
      if (facts.has(key)) continue;
      const minimum = Number(price?.fields["quantity"] ?? 0);
      const data = given({
        item: item.id,
        site: site.id,
        supplier,
        leadTimeDays: leadSeconds / DAY_SECONDS,
        unitCost: erp.money(price?.fields["unit_price"]),
        minimumQuantity: minimum > 0 ? minimum : undefined,
      });
      facts.set(key, { type: "master.sourcing", key, data, ...madeOf(row, price) });
    }
  }
  return [...facts.values()];
}

/** A supplier offers one variant, or all of a template. */
function itemsOffered(erp: Erp, { fields }: Row): readonly Item[] {
  const one = erp.item(fields["product"]);
  return one === null ? erp.items.filter(({ template }) => template.id === fields["template"]) : [one];
}

function stockingFact(erp: Erp, row: Row): Derived[] {
  const item = erp.item(row.fields["product"]);
  const site = erp.siteOf(row.fields["warehouse_location"]);
  const { type, min_quantity } = row.fields;
  // One of the type `internal` moves goods between places of one warehouse.
  if (item === null || site === null || typeof min_quantity !== "number" || type === "internal") return [];
  const key = `${item.id}@${site.id}`;
  const data = given({
    item: item.id,
    site: site.id,
    safetyStock: min_quantity,
    reorderPoint: min_quantity,
    orderPolicy: typeof type === "string" ? type : undefined,
    reviewedAt: row.stamp,
  });
  return [{ type: "master.stocking", key, data, ...madeOf(row) }];
}

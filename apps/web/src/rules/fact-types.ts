import type { FactType } from "@lockstep/domain/facts/catalogue";

/** Every type of fact: the compiler tells when one is missing. */
const TYPES: { readonly [T in FactType]: true } = {
  "erp.sales-order-line": true,
  "erp.production-order": true,
  "erp.purchase-order-line": true,
  "erp.transfer-order": true,
  "erp.stock-on-hand": true,
  "erp.plan-published": true,
  "mes.operation": true,
  "mes.resource-state": true,
  "mes.consumption": true,
  "mes.quality-hold": true,
  "wms.stock-count": true,
  "wms.stock-move": true,
  "wms.receipt": true,
  "wms.shipment": true,
  "master.site": true,
  "master.calendar": true,
  "master.resource": true,
  "master.item": true,
  "master.bom": true,
  "master.routing": true,
  "master.supplier": true,
  "master.customer": true,
  "master.sourcing": true,
  "master.stocking": true,
  "master.response-cost": true,
  "tower.estimate": true,
};

export const TYPE_NAMES: readonly string[] = Object.keys(TYPES);

import {
  ErpStockData,
  PlanPublishedData,
  ProductionOrderData,
  PurchaseOrderLineData,
  SalesOrderLineData,
  TransferOrderData,
} from "./erp.ts";
import {
  BomData,
  CalendarData,
  CustomerData,
  ItemData,
  ResourceData,
  ResponseCostData,
  RoutingData,
  SiteData,
  SourcingData,
  StockingData,
  SupplierData,
} from "./master.ts";
import { ConsumptionData, OperationData, QualityHoldData, ResourceStateData } from "./mes.ts";
import { EstimateData } from "./tower.ts";
import { ReceiptData, ShipmentData, StockCountData, StockMoveData } from "./wms.ts";

/**
 * Every type of fact: its schema, how facts of it combine, and which fields of `data` make its key.
 *
 * - `entity`: a full snapshot of one keyed entity; per key the greatest (time, source, id) wins.
 * - `movement`: a delta with its own id; movements add up.
 * - `count`: resets one stock bucket; per bucket the greatest (time, source, id) wins.
 */
export const FACT_TYPES = {
  "master.site": { shape: "entity", key: ["id"], schema: SiteData },
  "master.calendar": { shape: "entity", key: ["id"], schema: CalendarData },
  "master.resource": { shape: "entity", key: ["id"], schema: ResourceData },
  "master.item": { shape: "entity", key: ["id"], schema: ItemData },
  "master.bom": { shape: "entity", key: ["item", "site"], schema: BomData },
  "master.routing": { shape: "entity", key: ["item", "site"], schema: RoutingData },
  "master.supplier": { shape: "entity", key: ["id"], schema: SupplierData },
  "master.customer": { shape: "entity", key: ["id"], schema: CustomerData },
  "master.sourcing": { shape: "entity", key: ["item", "site", "supplier"], schema: SourcingData },
  "master.stocking": { shape: "entity", key: ["item", "site"], schema: StockingData },
  "master.response-cost": { shape: "entity", key: ["site", "kind"], schema: ResponseCostData },
  "erp.sales-order-line": { shape: "entity", key: ["order", "line"], schema: SalesOrderLineData },
  "erp.production-order": { shape: "entity", key: ["id"], schema: ProductionOrderData },
  "erp.purchase-order-line": { shape: "entity", key: ["order", "line"], schema: PurchaseOrderLineData },
  "erp.transfer-order": { shape: "entity", key: ["id"], schema: TransferOrderData },
  "erp.stock-on-hand": { shape: "entity", key: ["item", "site"], schema: ErpStockData },
  "erp.plan-published": { shape: "entity", key: ["id"], schema: PlanPublishedData },
  "mes.operation": { shape: "entity", key: ["order", "seq"], schema: OperationData },
  "mes.resource-state": { shape: "entity", key: ["resource", "since"], schema: ResourceStateData },
  "mes.consumption": { shape: "movement", key: [], schema: ConsumptionData },
  "mes.quality-hold": { shape: "entity", key: ["id"], schema: QualityHoldData },
  "wms.stock-count": { shape: "count", key: ["site", "location", "item", "lot", "status"], schema: StockCountData },
  "wms.stock-move": { shape: "movement", key: [], schema: StockMoveData },
  "wms.receipt": { shape: "movement", key: [], schema: ReceiptData },
  "wms.shipment": { shape: "entity", key: ["id"], schema: ShipmentData },
  "tower.estimate": { shape: "entity", key: ["target"], schema: EstimateData },
} as const;

export type FactType = keyof typeof FACT_TYPES;
export type FactShape = (typeof FACT_TYPES)[FactType]["shape"];

/** The wire type of `data`, defaults filled in, by type of fact. */
export interface FactData {
  "master.site": SiteData;
  "master.calendar": CalendarData;
  "master.resource": ResourceData;
  "master.item": ItemData;
  "master.bom": BomData;
  "master.routing": RoutingData;
  "master.supplier": SupplierData;
  "master.customer": CustomerData;
  "master.sourcing": SourcingData;
  "master.stocking": StockingData;
  "master.response-cost": ResponseCostData;
  "erp.sales-order-line": SalesOrderLineData;
  "erp.production-order": ProductionOrderData;
  "erp.purchase-order-line": PurchaseOrderLineData;
  "erp.transfer-order": TransferOrderData;
  "erp.stock-on-hand": ErpStockData;
  "erp.plan-published": PlanPublishedData;
  "mes.operation": OperationData;
  "mes.resource-state": ResourceStateData;
  "mes.consumption": ConsumptionData;
  "mes.quality-hold": QualityHoldData;
  "wms.stock-count": StockCountData;
  "wms.stock-move": StockMoveData;
  "wms.receipt": ReceiptData;
  "wms.shipment": ShipmentData;
  "tower.estimate": EstimateData;
}

import type { FactType } from "@lockstep/domain/facts/catalogue";

/**
 * What columns are called, in English, German, Spanish and in SAP's tables, by the field's path; lower case, without
 * accents and without anything but letters and digits. What stands under a type goes before what stands under `any`.
 */
type Words = Readonly<Record<string, string>>;

const ITEM = `item itemid itemno itemnumber itemcode article articleno articlenumber artikel artikelnr artikelnummer material
  materialno materialnumber materialnummer materialnr matnr sku product productid productno produkt part partno partnumber
  teil teilenummer teilenr codigo articulo codigoarticulo referencia producto`;
const SITE = "site siteid plant plantid werk werks planta centro factory fabrik standort";
const ORDER_STATUS = "status state orderstatus estado auftragsstatus zustand";

export const HEADER_WORDS: { readonly [T in FactType | "any"]?: Words } = {
  any: {
    item: ITEM,
    site: SITE,
    name: "name description text bezeichnung beschreibung maktx kurztext descripcion nombre designation",
    quantity: `quantity qty menge cantidad orderquantity orderqty openquantity openqty auftragsmenge bestellmenge
      kwmeng wmeng gamng bdmng`,
    customer:
      "customer customerid customerno kunde kundennr kundennummer kunnr soldto auftraggeber cliente codigocliente",
    supplier: "supplier supplierid vendor vendorid lieferant lieferantennr lifnr kreditor proveedor codigoproveedor",
    unitPrice: "unitprice price preis stueckpreis verkaufspreis netpr kbetr precio preciounitario precioventa vkp",
    unitCost: "unitcost cost kosten stueckkosten stprs verpr coste costo costeunitario standardcost herstellkosten",
    status: ORDER_STATUS,
    lot: "lot lotno batch batchno charge chargennr charg lote",
    expiresAt: "expires expiresat expiry expirydate bestbefore mhd vfdat verfall verfallsdatum caducidad vencimiento",
    calendar: "calendar shiftcalendar kalender fabrikkalender schichtkalender calendario",
    priority: "priority prio prioritaet lprio prioridad",
    transitHours: "transithours transit transportstunden laufzeit horastransito",
    "@time": "asof stand happenedat time datetime zeitpunkt zeitstempel timestamp",
    "@id": `document documentno documentnumber materialdocument belegnummer beleg belegnr materialbeleg mblnr movementid
      documento`,
  },
  "master.site": {
    id: `${SITE} id code`,
    timeZone: "timezone zone tz zeitzone zonahoraria tzone",
    name: "name description name1 bezeichnung nombre sitename plantname werksname",
    putawayHours: "putawayhours putaway einlagerstunden",
    pickHours: "pickhours pick kommissionierstunden",
    inspectionHours: "inspectionhours inspection pruefstunden",
  },
  "master.item": {
    id: `${ITEM} id code number nummer`,
    uom: "uom unit baseunit baseuom meins einheit me mengeneinheit basismengeneinheit basiseinheit unidad um unidadmedida",
    shelfLifeDays: "shelflife shelflifedays haltbarkeit haltbarkeitstage mhdhb vidautil",
    group: "group itemgroup materialgroup warengruppe matkl grupo familia",
  },
  "master.customer": {
    id: "customer customerid customerno kunde kundennr kunnr cliente id code",
    name: "name name1 customername kundenname nombre",
  },
  "master.supplier": {
    id: "supplier supplierid vendor lieferant lieferantennr lifnr proveedor id code",
    name: "name name1 suppliername lieferantenname nombre",
  },
  "master.resource": {
    id: "resource resourceid workcenter workcentre workcenterid arbpl arbeitsplatz machine maschine line linie recurso maquina puesto id code",
    name: "name description bezeichnung ktext descripcion nombre",
    kind: "kind type art typ resourcetype verwe tipo clase",
    capacity: "capacity parallel machines anzahl kapazitaet aznor capacidad",
    costCentre: "costcentre costcenter kostenstelle kostl centrocoste",
    hourlyCost: "hourlycost costperhour stundensatz stundenkosten costehora",
  },
  "master.calendar": {
    id: "calendar calendarid kalender calendario id",
    timeZone: "timezone zone zeitzone zonahoraria",
    "weekly/day": "day weekday wochentag tag dia diasemana",
    "weekly/start": "start from begin beginn von inicio desde",
    "weekly/end": "end to until ende bis fin hasta",
    "exceptions/date": "date exceptiondate datum feiertag fecha",
    "exceptions/closed": "closed geschlossen cerrado",
  },
  "master.bom": {
    item: `parent parentitem parentmaterial assembly header kopfmaterial erzeugnis baugruppe conjunto padre ${ITEM}`,
    "components/item":
      "component componentitem componentmaterial idnrk komponente bauteil einsatzmaterial child componente hijo",
    "components/quantityPer": "quantityper qtyper per usage quantity qty menge komponentenmenge kmpmg cantidad consumo",
    "components/scrapFraction": "scrap scrapfraction scraprate scrappercent ausschuss ausch avoau merma desperdicio",
    "components/operation": "operation op vornr vorgang operacion",
  },
  "master.routing": {
    "operations/seq":
      "seq operation operationno op opno step vornr vorgang vorgangsnr arbeitsgang ag avo operacion paso",
    "operations/resource":
      "resource workcenter workcentre arbpl arbeitsplatz machine maschine line linie recurso maquina puesto",
    "operations/setupMinutes": "setup setupminutes setuptime ruestzeit ruestminuten ruesten vgw01 preparacion",
    "operations/ratePerHour":
      "rate rateperhour unitsperhour piecesperhour outputperhour leistung stueckprostunde stkh cadencia unidadeshora",
  },
  "master.sourcing": {
    leadTimeDays: "leadtime leadtimedays lieferzeit lieferzeittage plifz wiederbeschaffungszeit plazo plazoentrega",
    minimumQuantity: "minimumquantity minqty moq mindestmenge mindestbestellmenge minbm cantidadminima",
  },
  "master.stocking": {
    safetyStock: "safetystock sicherheitsbestand eisbe stockseguridad",
    reorderPoint: "reorderpoint meldebestand minbe puntopedido",
    orderPolicy: "orderpolicy lotsizing dispmerkmal dismm disls politica",
    reviewedAt: "reviewedat reviewed geprueft revisado",
  },
  "erp.sales-order-line": {
    order:
      "salesorder salesorderno salesdocument so sono order orderno ordernumber auftrag auftragsnr auftragsnummer kundenauftrag vbeln pedido pedidocliente",
    line: "line lineno linenumber orderline pos position posnr poslinie linea posicion salesorderitem",
    promisedAt: `promised promisedat promiseddate promise confirmeddate deliverydate due duedate bestaetigt bestaetigterliefertermin
      liefertermin lieferdatum zugesagt edatu fechaprometida fechaentrega entrega compromiso`,
    requestedAt:
      "requested requestedat requesteddate requesteddelivery wunschtermin wunschlieferdatum vdatu fechasolicitada fechadeseada solicitado",
    transitHours: "transithours transit transportstunden route horastransito",
  },
  "erp.production-order": {
    id: "productionorder productionorderno workorder workorderno wo mo manufacturingorder fertigungsauftrag fauf aufnr auftrag auftragsnr order orderno ordenproduccion ordenfabricacion orden of id",
    plannedStart:
      "plannedstart start startdate begin gstrp gstrs starttermin eckstart eckstarttermin beginn inicio fechainicio",
    plannedFinish:
      "plannedfinish finish end enddate finishdate gltrp gltrs endtermin eckende eckendtermin ende fin fechafin",
    peggedTo: "peggedto salesorderline kundenauftragsposition",
    "operations/seq": "seq operation op vornr vorgang operacion",
    "operations/resource": "resource workcenter arbpl arbeitsplatz machine line recurso",
    "operations/ratePerHour": "rate rateperhour leistung",
    "components/item": "component idnrk komponente componente",
    "components/quantityPer": "quantityper qtyper",
  },
  "erp.purchase-order-line": {
    order:
      "purchaseorder purchaseorderno po pono order orderno ordernumber ebeln bestellung bestellnr bestellnummer pedido pedidocompra ordencompra",
    line: "line lineno linenumber pos position posnr ebelp linea posicion purchaseorderitem",
    promisedAt:
      "promised promisedat promiseddate confirmeddate deliverydate due duedate eta eindt liefertermin lieferdatum bestaetigt fechaprometida fechaentrega entrega",
    firstPromisedAt: "firstpromised firstpromisedat firstpromiseddate originaldate slfdt ursprungstermin",
    orderedAt: "ordered orderedat orderdate date bestelldatum belegdatum bedat aedat fechapedido",
    quantity: "quantity qty menge bestellmenge cantidad orderquantity openquantity",
    unitCost: "unitcost cost price unitprice preis netpr nettopreis precio coste",
  },
  "erp.transfer-order": {
    id: "transferorder transfer umlagerung umlagerungsbestellung orden id order orderno",
    fromSite: "fromsite from fromplant sourceplant vonwerk abgebendeswerk reswk origen",
    toSite: "tosite to toplant destinationplant nachwerk empfangendeswerk destino",
    plannedShip: "plannedship ship shipdate versand versanddatum fechaenvio",
    plannedReceipt: "plannedreceipt receipt receiptdate arrival eingang ankunft fecharecepcion",
  },
  "erp.stock-on-hand": { quantity: "quantity qty erpstock bookstock buchbestand labst salk3 stockerp" },
  "wms.stock-count": {
    location: "location bin storagebin storagelocation lagerplatz lagerort lgort lgpla platz ubicacion almacen",
    quantity: "quantity qty onhand stock bestand menge labst clabs verme gesme freiverwendbar existencias cantidad",
    status: "status stockstatus stocktype bestandsart bestqual estado",
    "@time": `countedat counted countdate counttime gezaehlt zaehldatum inventurdatum contado fechaconteo asof stand
      date datum fecha`,
  },
  "wms.receipt": {
    location: "location bin lagerplatz lagerort lgort lgpla ubicacion",
    purchaseOrderLine: "purchaseorderline poline bestellposition",
    productionOrder: "productionorder aufnr fertigungsauftrag",
    rejected: "rejected abgelehnt rechazado",
    "@time": "receivedat received postingdate budat buchungsdatum fecharecepcion date datum fecha",
  },
  "wms.stock-move": { "@time": "movedat moved postingdate budat buchungsdatum date datum fecha" },
  "wms.shipment": {
    id: "shipment shipmentid delivery deliveryno lieferung lieferschein envio albaran id",
    salesOrderLine: "salesorderline orderline auftragsposition pedidolinea",
    shippedAt: "shipped shippedat shipdate goodsissue warenausgang wadatist enviado fechaenvio",
    deliveredAt: "delivered deliveredat zugestellt entregado",
  },
  "mes.operation": {
    order: "order orderno productionorder aufnr fertigungsauftrag orden",
    seq: "seq operation op vornr vorgang operacion",
    resource: "resource workcenter arbpl arbeitsplatz machine maschine recurso",
    state: "state status zustand estado",
    good: "good goodquantity yield gutmenge lmnga buenas",
    scrap: "scrap scrapquantity ausschuss ausschussmenge xmnga rechazo",
  },
  "mes.consumption": { "@time": "consumedat postingdate budat buchungsdatum date datum fecha" },
  "mes.resource-state": { since: "since from seit von beginn desde zeitpunkt timestamp date datum fecha" },
};

/** Names of files that tell what is in them, in the same languages. */
export const FILE_WORDS: { readonly [T in FactType]?: string } = {
  "master.site": "site sites plant plants werk werke planta plantas",
  "master.item": "item items material materials artikel products parts mara articulo articulos teile",
  "master.customer": "customer customers kunde kunden cliente clientes kna1",
  "master.supplier": "supplier suppliers vendor vendors lieferant lieferanten proveedor proveedores lfa1",
  "master.resource":
    "resource resources workcenter workcenters machines arbeitsplatz arbeitsplaetze maschinen recursos crhd",
  "master.calendar": "calendar calendars shifts kalender schichten calendario turnos",
  "master.bom": "bom boms billofmaterials stueckliste stuecklisten stpo lista materiales receta recipe recipes",
  "master.routing": "routing routings arbeitsplan arbeitsplaene plpo ruta rutas operations",
  "master.sourcing": "sourcing inforecords infosaetze leadtimes",
  "master.stocking": "stocking safetystock planningparameters disposition",
  "erp.sales-order-line": "sales salesorders salesorder customerorders auftraege kundenauftraege vbap pedidos ventas",
  "erp.production-order": "production productionorders workorders fertigungsauftraege afko ordenes produccion",
  "erp.purchase-order-line": "purchase purchases purchaseorders bestellungen ekpo compras po",
  "erp.transfer-order": "transfer transfers transferorders umlagerungen traslados",
  "erp.stock-on-hand": "erpstock bookstock buchbestand",
  "wms.stock-count":
    "stock stocks count counts inventory mard mchb bestand bestaende lagerbestand lqua existencias inventario",
  "wms.receipt": "receipt receipts wareneingang recepciones",
  "wms.shipment": "shipment shipments deliveries lieferungen envios",
  "mes.operation": "confirmations rueckmeldungen progress avances",
};

/** Columns that say how long one piece takes instead of how many there are in an hour, by what unit. */
export const TIME_PER_WORDS = {
  second: "secondsperpiece secondsperunit cycletime cycletimeseconds taktzeit taktzeitsekunden segundospieza",
  minute: "minutesperpiece minutesperunit vgw02 maschinenzeit stueckzeit stueckzeitmin minutenprostueck minutospieza",
  hour: "hoursperpiece hoursperunit stundenprostueck horaspieza",
} as const;

/** Columns that tell the lines of one document apart, each by what it goes with; a year is part of SAP's numbers. */
export const LINE_WORDS = `zeile ebelp vbelp itemline line lineno linenumber documentline documentitem materialdocumentitem pos posno
  posnr position positionnr posten belegposition belegzeile linea posicion renglon`;
export const YEAR_WORDS = "mjahr materialdocumentyear belegjahr";
/** Orders that a movement is known by, together with their lines, where it has no document. */
export const ORDER_WITH_LINES_WORDS = "ebeln purchaseorder purchaseorderno bestellung bestellnr bestellnummer po pono";

/** SAP's technical names of quantities, which it writes with three decimals, and of what stands beside them. */
export const SAP_QUANTITIES = `menge labst insme speme clabs cinsm cspem verme gesme eisbe minbe kwmeng lfimg wmeng gamng
  wemng igmng lmnga xmnga bdmng enmng kmpmg bstmg erfmg omeng minbm mnglg`;
export const SAP_WORDS = `matnr werks lgort charg meins idnrk vbeln posnr ebeln ebelp aufnr mblnr mjahr zeile bwart kunnr lifnr
  vornr labst clabs verme gesme kwmeng gamng bdmng lmnga wemng`;

/** Columns of units of measure beside quantities. */
export const UNIT_WORDS = "uom unit unitofmeasure meins me vrkme einheit mengeneinheit unidad um";
/** Columns of how many pieces a price is for. */
export const PER_WORDS = "peinh kpein preiseinheit priceunit priceper unidadprecio";
export const CURRENCY_WORDS = "currency waers waerk waehrung moneda curr";

/** What the words of a column mean, by the choice that they stand for. */
export const CHOICE_WORDS: Readonly<Record<string, string>> = {
  open: "open offen o abierto abierta pendiente confirmed bestaetigt new neu nuevo active aktiv a teilgeliefert partial",
  closed:
    "closed geschlossen erledigt c cerrado cerrada complete completed fertig delivered geliefert entregado done terminado",
  cancelled: "cancelled canceled storniert x anulado anulada cancelado cancelada deleted geloescht",
  planned: "planned geplant p crtd eroeffnet planificada planificado created firm",
  released: "released freigegeben r rel frei liberada liberado inprogress started running lanzada",
  shipped: "shipped unterwegs versendet intransit enviado",
  line: "line linie linea produktionslinie",
  "work-centre": "workcentre workcenter arbeitsplatz work-centre centro puesto machine maschine maquina",
  "work-unit": "workunit anlage einheit work-unit cell zelle",
  available: "available frei freiverwendbar unrestricted verfuegbar libre disponible f",
  quality: "quality qualitaet qualitaetspruefung qi inspection pruefung q calidad",
  blocked: "blocked gesperrt sperrbestand s bloqueado hold",
};

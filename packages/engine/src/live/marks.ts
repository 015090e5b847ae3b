/** Told of what has to be looked at again. */
export interface Marks {
  /** An order's facts, or what it is made of. */
  order(id: string): void;
  /** Of an order nothing but what one operation reports. */
  report(order: string, seq: number): void;
  /** Of an order nothing but what was issued to it: nothing was taken back. */
  issued(order: string): void;
  /** Of an order nothing but what has come in of it. */
  received(order: string): void;
  line(id: string): void;
  purchase(id: string): void;
  transfer(id: string): void;
  /** What lies at a point, or who knows it. */
  point(id: string): void;
  /** What lies at a point of one lot; "" is what has no number. */
  lot(point: string, lot: string): void;
  /** What lies there or is made there is held, or no longer. */
  held(point: string): void;
  /** Something came to a point, or the ERP says something else of it: more than what lies there has changed. */
  news(point: string): void;
  /** Something was counted there: claims on it may have ended. */
  counted(point: string): void;
  /** How fast what is short of it could be made or bought. */
  assumption(point: string): void;
  /** Its state: whether it is down. */
  resource(id: string): void;
  /** Its calendar, capacity or name. */
  resourceData(id: string): void;
  hold(id: string): void;
  /** What is said of the item that a point is of: how long it keeps, and what it costs. */
  goods(point: string): void;
  /** What an item is called, as explanations say. */
  itemName(id: string): void;
  supplierName(id: string): void;
  /** Something that too much hangs on, and that seldom changes. */
  everything(): void;
}

/** What a fact says where a figure stands on it, in words that people read. */
export const ROLES = {
  ordered: "what the customer ordered, and what was promised",
  shipped: "what has left",
  moved: "what was moved",
  received: "what was received",
  counted: "what was counted",
  item: "the item: its unit, price and shelf life",
  customer: "the customer: priority and tolerances",
  site: "the site: its time zone and handling times",
  planned: "what was planned to be made",
  reported: "what the MES has reported",
  consumed: "what was used",
  bom: "what it is made of",
  routing: "how it is made, and how fast",
  resource: "the resource: its calendar, capacity and usual repairs",
  calendar: "the hours of work",
  state: "whether the resource runs or stands",
  estimate: "what a person expects",
  bought: "what was bought, and when it was promised",
  supplier: "the supplier",
  habit: "how the supplier kept its word before",
  sourcing: "the lead time",
  transfer: "what was planned to be moved between sites",
  hold: "what quality holds back",
  believed: "what the ERP believes is there",
} as const;

export type Role = keyof typeof ROLES;

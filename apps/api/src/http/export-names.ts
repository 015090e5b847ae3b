/** The tables that `GET /exports/` hands out as files. Who may have which is said in identity/rights.ts. */
export const EXPORT_NAMES = [
  "order-lines",
  "production-orders",
  "exceptions",
  "otif-outcomes",
  "otif-failures",
  "findings",
  "quarantine",
  "audit",
] as const;

export type ExportName = (typeof EXPORT_NAMES)[number];

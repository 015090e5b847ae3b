/** The texts of files that the server makes, in ICU MessageFormat: loaded with the buttons that ask for them. */
export const enPack = {
  "pack.make": "Board pack (PDF)",
  "pack.busy": "Making the pack…",
  "pack.wait": "Making it…",
  "pack.file": "{table} as {form}",
  "pack.table.order-lines": "Order lines",
  "pack.table.exceptions": "Exceptions",
  "pack.table.production-orders": "Production orders",
  "pack.table.otif-outcomes": "Outcome of every line",
  "pack.table.otif-failures": "All that failed",
} as const;

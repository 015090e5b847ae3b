const known = new Map<string, number>();

/** How many decimal digits a currency's amounts have: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  const digits = known.get(currency) ?? askDigits(currency);
  known.set(currency, digits);
  return digits;
}

/** Whole minor units, a half up: without the dust of binary fractions, by which 1.005 would be less than a half. */
export const toMinor = (amount: number, scale: number): number => Math.round(Number((amount * scale).toPrecision(15)));

function askDigits(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

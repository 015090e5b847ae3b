export interface Money {
  readonly amount: string;
  readonly currency: string;
}

/** Turns minor units of the company's currency into decimal text. */
export type AsMoney = (minor: number) => Money;

export function createAsMoney(currency: string): AsMoney {
  const digits =
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return (minor) => ({ amount: decimalText(Math.round(minor), digits), currency });
}

function decimalText(minor: number, digits: number): string {
  const sign = minor < 0 ? "-" : "";
  const text = String(Math.abs(minor)).padStart(digits + 1, "0");
  return digits === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

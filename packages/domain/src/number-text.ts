const LOCALE = "en-GB";

export interface Amount {
  /** Null: it is kept back from who reads it. */
  readonly amount: string | null;
  readonly currency: string | null;
}

const glance = new Map<string, Intl.NumberFormat>();

/** Three significant digits at a glance: €84.2k, €18.0k; below a thousand whole: €500; below a hundred with its cents: €90.10. */
export function moneyAtAGlance(money: Amount): string {
  if (money.amount === null) return "–";
  const amount = Number(money.amount);
  return moneyFormat(money.currency, sizeOf(Math.abs(amount))).format(amount);
}

/** To the cent, for hover and copy. */
export function moneyExact(money: Amount): string {
  return money.amount === null ? "–" : moneyFormat(money.currency, "exact").format(Number(money.amount));
}

/** The first format that is made takes long: it is made when a number is first told. */
let quantities: Intl.NumberFormat | null = null;

/** "–" for unknown, never 0. */
export function quantity(value: number | null): string {
  if (value === null) return "–";
  quantities ??= new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 3 });
  return quantities.format(value);
}

/** 0 to 1 as a percentage with one decimal: 92.4 %. */
export function percent(share: number | null): string {
  return share === null ? "–" : `${(share * 100).toFixed(1)} %`;
}

/** Below that, a share says more than is known: the counts are said. */
export const FEW = 20;

/**
 * How a share of n is said: as a percentage, or as how many of them where there are few. Shares of units and of value
 * have no count. Null: no data.
 */
export function shareOrCount(
  share: number | null,
  n: number,
  level: string,
): { readonly isCount: boolean; readonly text: string } | null {
  if (share === null || n === 0) return null;
  const isCount = n < FEW && (level === "ORDER" || level === "LINE");
  return { isCount, text: isCount ? (share * n).toFixed(1).replace(/\.0$/, "") : percent(share) };
}

type Size = "cents" | "small" | "large" | "exact";

const sizeOf = (amount: number): Size => (amount < 99.995 ? "cents" : amount < 999.5 ? "small" : "large");

const DIGITS: Record<Size, Intl.NumberFormatOptions> = {
  cents: { minimumFractionDigits: 2, maximumFractionDigits: 2, trailingZeroDisplay: "stripIfInteger" },
  small: { minimumFractionDigits: 0, maximumFractionDigits: 0 },
  large: { notation: "compact", maximumSignificantDigits: 3, minimumSignificantDigits: 3 },
  exact: { minimumFractionDigits: 2, maximumFractionDigits: 2 },
};

function moneyFormat(currency: string | null, size: Size): Intl.NumberFormat {
  const key = `${currency}|${size}`;
  const known = glance.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(LOCALE, {
    ...(currency === null ? {} : { style: "currency", currency }),
    ...DIGITS[size],
  });
  glance.set(key, made);
  return made;
}

const LOCALE = "en-GB";

export interface Amount {
  readonly amount: string;
  readonly currency: string | null;
}

const glance = new Map<string, Intl.NumberFormat>();

/** Three significant digits at a glance: €84.2k. */
export function moneyAtAGlance(money: Amount): string {
  return moneyFormat(money.currency, true).format(Number(money.amount));
}

/** To the cent, for hover and copy. */
export function moneyExact(money: Amount): string {
  return moneyFormat(money.currency, false).format(Number(money.amount));
}

const quantities = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 3 });

/** "–" for unknown, never 0. */
export function quantity(value: number | null): string {
  return value === null ? "–" : quantities.format(value);
}

/** 0 to 1 as a percentage with one decimal: 92.4 %. */
export function percent(share: number | null): string {
  return share === null ? "–" : `${(share * 100).toFixed(1)} %`;
}

function moneyFormat(currency: string | null, short: boolean): Intl.NumberFormat {
  const key = `${currency}|${short}`;
  const known = glance.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(LOCALE, {
    ...(currency === null ? {} : { style: "currency", currency }),
    ...(short
      ? { notation: "compact", maximumSignificantDigits: 3, minimumSignificantDigits: 1 }
      : { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  });
  glance.set(key, made);
  return made;
}

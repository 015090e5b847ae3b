/** Thousands apart, no fraction. */
export const whole = (value: number): string => Math.round(value).toLocaleString("en");
/** To the digits that mean something. */
export const precise = (value: number): string =>
  value >= 100 ? whole(value) : value >= 1 ? value.toFixed(1) : value.toPrecision(2);

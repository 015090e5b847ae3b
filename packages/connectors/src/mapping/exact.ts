/** Without the dust of binary fractions, to all digits that a number can have. */
export const exact = (value: number): number => Number(value.toPrecision(15));

/** To a millionth of a unit, which is as exact as a projection is. */
export const round6 = (quantity: number): number => Math.round(quantity * 1e6) / 1e6;

import { NEVER } from "@lockstep/domain/instant";
import { resizeSupply } from "../create-supply.ts";
import type { Supply } from "../model.ts";
import { bySupplyOrder } from "../pegging.ts";
import { slides } from "./same-supply.ts";

/** The supplies of a point in supply order, with what pegging asks of each side by side in memory. */
export interface SupplyList {
  readonly all: Supply[];
  /** Of each, from `k * SUPPLY` on: see the offsets below. There may be room for more behind the last. */
  values: Float64Array;
  /** How many of them are pegged to lines, expire, and keep for so long from now on. */
  pegged: number;
  expiring: number;
  sliding: number;
}

export const SUPPLY = 5;
export const QUANTITY = 0;
export const AVAILABLE = 1;
export const EXPIRES = 2;
export const MARK = 3;
/** 1 for what lies there and is free: all that a claim of a begun operation takes of. */
export const IS_LOT = 4;

/** `sorted` in supply order; the caller's no more. */
export function supplyListOf(sorted: Supply[]): SupplyList {
  const values = new Float64Array(sorted.length * SUPPLY);
  const list = { all: sorted, values, pegged: 0, expiring: 0, sliding: 0 };
  for (const [k, supply] of sorted.entries()) {
    write(list, k, supply);
    count(list, supply, 1);
  }
  return list;
}

export function insertSupply(list: SupplyList, supply: Supply): void {
  const { all } = list;
  const at = placeOf(list, supply);
  if (list.values.length < (all.length + 1) * SUPPLY) {
    const wider = new Float64Array((all.length + 2 + (all.length >> 1)) * SUPPLY);
    wider.set(list.values.subarray(0, all.length * SUPPLY));
    list.values = wider;
  }
  list.values.copyWithin((at + 1) * SUPPLY, at * SUPPLY, all.length * SUPPLY);
  all.splice(at, 0, supply);
  write(list, at, supply);
  count(list, supply, 1);
}

export function removeSupply(list: SupplyList, supply: Supply): void {
  const { all, values } = list;
  const at = all.indexOf(supply);
  if (at < 0) return;
  values.copyWithin(at * SUPPLY, (at + 1) * SUPPLY, all.length * SUPPLY);
  all.splice(at, 1);
  count(list, supply, -1);
}

/** In the very place of another. */
export function replaceSupply(list: SupplyList, at: number, supply: Supply): void {
  const before = list.all[at];
  if (before !== undefined) count(list, before, -1);
  list.all[at] = supply;
  write(list, at, supply);
  count(list, supply, 1);
}

/** What is read now of one, in its very place and as the very same object; false if it is not there. */
export function resizeIn(list: SupplyList, known: Supply, read: Supply): boolean {
  const at = list.all.indexOf(known);
  if (at < 0) return false;
  resizeSupply(known, read);
  list.values[at * SUPPLY + QUANTITY] = known.quantity;
  return true;
}

function write({ values }: SupplyList, k: number, { quantity, availableAt, expiresAt, mark, source }: Supply): void {
  const v = k * SUPPLY;
  values[v + QUANTITY] = quantity;
  values[v + AVAILABLE] = availableAt;
  values[v + EXPIRES] = expiresAt;
  values[v + MARK] = mark;
  values[v + IS_LOT] = source.what === "lot" ? 1 : 0;
}

function count(list: SupplyList, supply: Supply, by: 1 | -1): void {
  if (supply.pegs.length > 0) list.pegged += by;
  if (supply.expiresAt < NEVER) list.expiring += by;
  if (slides(supply)) list.sliding += by;
}

function placeOf(list: SupplyList, supply: Supply): number {
  let low = 0;
  let high = list.all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBehind(list, middle, supply)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function isBehind({ all, values }: SupplyList, k: number, supply: Supply): boolean {
  const availableAt = values[k * SUPPLY + AVAILABLE] ?? 0;
  if (availableAt !== supply.availableAt) return availableAt > supply.availableAt;
  const expiresAt = values[k * SUPPLY + EXPIRES] ?? 0;
  if (expiresAt !== supply.expiresAt) return expiresAt > supply.expiresAt;
  const other = all[k];
  return other !== undefined && bySupplyOrder(other, supply) > 0;
}

import { ApolloCache, type OperationVariables, type Unmasked } from "@apollo/client";
import type { Cache } from "@apollo/client/cache";

/**
 * Every answer of the server is of one moment, and the page shows it as such: nothing is merged into a store of entities,
 * where answers of several moments would meet. What is live comes as deltas, into the board's own store.
 */
export class NothingCached extends ApolloCache {
  override read<TData>(): Unmasked<TData> | null {
    return null;
  }
  override write(): undefined {
    return undefined;
  }
  // biome-ignore lint/suspicious/noExplicitAny: the library's two overloads meet in no narrower type
  override diff<TData, TVariables extends OperationVariables>(_: Cache.DiffOptions<TData, TVariables>): any {
    return { result: null, complete: false };
  }
  override watch(): () => void {
    return () => undefined;
  }
  override async reset(): Promise<void> {}
  override evict(): boolean {
    return false;
  }
  override restore(): this {
    return this;
  }
  override extract(): unknown {
    return {};
  }
  override removeOptimistic(): void {}
  override fragmentMatches(): boolean {
    return true;
  }
  override performTransaction(transaction: (cache: ApolloCache) => void): void {
    transaction(this);
  }
}

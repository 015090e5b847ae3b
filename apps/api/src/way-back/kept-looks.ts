import type { ConnectorCommandRow, Store } from "@lockstep/store/store";
import type { LookedAt } from "@lockstep/workflow/way-back/judge-again";

const LOOKED_AT = "looked-at/";

/** [C13] With a command that is about to be made: what the rules looked at. */
export const keepLook = (
  store: Pick<Store, "remember">,
  { connector, commandId, look }: Pick<ConnectorCommandRow, "connector" | "commandId"> & { readonly look: LookedAt },
): Promise<void> => store.remember(connector, [[LOOKED_AT + commandId, JSON.stringify(look)]]);

/** By command; of those that were made before it was kept there is none. */
export async function keptLooks(
  store: Pick<Store, "connectorMemory">,
  connector: string,
  commandIds: readonly string[],
): Promise<ReadonlyMap<string, LookedAt>> {
  const entries = await store.connectorMemory(
    connector,
    commandIds.map((id) => LOOKED_AT + id),
  );
  return new Map(entries.map(([key, text]) => [key.slice(LOOKED_AT.length), JSON.parse(text) as LookedAt]));
}

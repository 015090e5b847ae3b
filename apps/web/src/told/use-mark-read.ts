import { MARK_READ } from "../api/told-documents.ts";
import { useServices } from "../shell/context.tsx";
import { useCommand } from "../steward/use-command.ts";

/** Null: all. The server tells every screen of this person that it is read. */
export function useMarkRead() {
  const { client } = useServices();
  const { isSending, problem, send } = useCommand();
  const markRead = (ids: readonly string[] | null): Promise<unknown> =>
    send(ids, () => client.mutate({ mutation: MARK_READ, variables: { ids } }));
  return { isSending, problem, markRead };
}

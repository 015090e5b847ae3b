import type { Instant } from "@lockstep/domain/instant";
import type { ConnectorCommandRow } from "@lockstep/store/store";
import { sitesOfHold } from "../query/logistics.ts";
import type { View } from "../view/view.ts";
import type { WantedHold } from "./hold-commands.ts";

/** [C6] What quality says of a lot, an order or a stocking point, whenever it says something else than was told last. */
export function qualityNow(view: View, made: readonly ConnectorCommandRow[], since: Instant): readonly WantedHold[] {
  return [...view.world.holds].flatMap(([id, { data, time }]): WantedHold[] => {
    const subject = `hold:${id}`;
    const told = made.filter((row) => row.subject === subject);
    const last = told.at(-1);
    const before = last === undefined ? null : (JSON.parse(last.command) as { readonly state?: string }).state;
    const [site = null] = sitesOfHold(data.target, view.world);
    if (before === data.state || time < since) return [];
    const { item = null, lot = null, productionOrder = null } = data.target;
    const command = {
      ...{ kind: "quality", hold: id, item, lot, order: productionOrder, site },
      ...{ state: data.state, reason: data.reason },
    };
    return [{ commandId: `quality/${id}/${told.length + 1}/${data.state}`, subject, site, command }];
  });
}

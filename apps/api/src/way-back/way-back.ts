import type { Back } from "@lockstep/connectors/back/back-config";
import type { JsonObject } from "@lockstep/domain/json";
import type { Ledger } from "@lockstep/domain/ledger";
import { byCodeUnit, pointId } from "@lockstep/domain/world";
import type { ConnectorCommandRow, Store } from "@lockstep/store/store";
import { type LookedAt, lookedAt } from "@lockstep/workflow/way-back/judge-again";
import type { Confirmation, ConfirmPolicy, OrderPicture, Past } from "@lockstep/workflow/way-back/model";
import { nextConfirmation, type Step } from "@lockstep/workflow/way-back/next-confirmation";
import { type HeldBy, holdsBack, type Judged } from "@lockstep/workflow/way-back/rules";
import type { Commands, Planner } from "../feeds/connector-commands.ts";
import { type ReadyViews, readyView } from "../view/ready-view.ts";
import { holdsByTarget, pictureOf } from "./facts-of-order.ts";
import { holdsNow } from "./hold-commands.ts";
import { keepLook } from "./kept-looks.ts";
import { qualityNow } from "./quality-commands.ts";
import { quarantinedByOrder } from "./quarantined-orders.ts";

export interface WayBackOptions {
  /** The connector's id. */
  readonly id: string;
  readonly back: Back;
  /** Whether the system takes what quality has found as it is, and not as stock that is moved. */
  readonly takesQuality: boolean;
  readonly views: ReadyViews;
  readonly ledger: Pick<Ledger, "factsOf">;
  readonly store: Pick<Store, "quarantine" | "remember">;
  readonly commands: Commands;
}

/** What is to be done about one order, and what the rules say of it. */
interface Due {
  readonly picture: OrderPicture;
  readonly step: Step;
  readonly held: HeldBy | null;
  /** Null: there is nothing to judge. */
  readonly look: LookedAt | null;
}

/** Makes commands of facts. */
export interface WayBack {
  /** All that has to be told now is written down after it, each once; what was held and may go goes. */
  plan(planner: Planner): Promise<void>;
}

export function createWayBack(options: WayBackOptions): WayBack {
  const { id, back, takesQuality, views, ledger, store, commands } = options;
  const { version: rulesVersion, confirm, holds, rules = [] } = back;
  const since = confirm?.since === undefined ? 0 : Date.parse(confirm.since);
  const policy: ConfirmPolicy =
    confirm?.when === "progress" ? { when: "progress", every: confirm.every ?? 1 } : { when: "done" };

  async function confirmations(planner: Planner): Promise<void> {
    const quarantined =
      rules.some(({ rule }) => rule === "quarantined-facts") && views.view.quarantine.open > 0
        ? await quarantinedByOrder(store)
        : new Map<string, number>();
    const made = await commands.made();
    const byOrder = pastByOrder(made);
    // All of it at one moment: the view is another one after the first wait.
    const now = await readyView(views, ["points"]);
    const points = now.onRequest.points();
    const holds = holdsByTarget(now);
    const reserved = reservedBy(made);
    const due: Due[] = [];
    for (const order of [...now.world.productionOrders.keys()].sort(byCodeUnit)) {
      const picture = pictureOf(order, { view: now, ledger, holds });
      if (picture === null || (picture.reports.at(-1)?.at ?? 0) < since) continue;
      const past = byOrder.get(order) ?? [];
      const step = nextConfirmation(picture, past, policy);
      const confirmation =
        step.kind === "make"
          ? step.confirmation
          : step.kind === "judge"
            ? past.find(({ id }) => id === step.id)?.confirmation
            : undefined;
      if (confirmation === undefined) {
        due.push({ picture, step, held: null, look: null });
        continue;
      }
      const judged: Judged = {
        picture,
        confirmation,
        quarantined: quarantined.get(order) ?? 0,
        onHand: (item) => {
          const point = pointId(item, picture.site);
          return (points.find(point)?.onHand ?? 0) - (reserved.get(point) ?? 0);
        },
      };
      const held = holdsBack(rules, judged);
      due.push({ picture, step, held, look: step.kind === "make" ? lookedAt(judged) : null });
      if (held === null) reserve(reserved, confirmation);
    }
    for (const one of due) await take(planner, one);
  }

  async function take(planner: Planner, { picture, step, held, look }: Due): Promise<void> {
    switch (step.kind) {
      case "nothing":
        return;
      case "judge":
        return commands.judged(planner, step.id, held);
      case "drop":
        return commands.replace(step.replaces, "What was counted since leaves nothing to tell.");
      case "make": {
        await commands.replace(step.replaces, "Something else was counted since.");
        const command = step.confirmation as unknown as JsonObject;
        const { order: subject, site } = picture;
        if (look !== null) await keepLook(store, { connector: id, commandId: step.id, look });
        return commands.make(planner, { commandId: step.id, command, subject, site, rulesVersion, held });
      }
    }
  }

  return {
    async plan(planner) {
      if (confirm !== undefined) await confirmations(planner);
      if (holds !== undefined) {
        const { wanted, over } = holdsNow(views.view, holds.to, await commands.made());
        await commands.replace(over, "The hold was lifted before it was sent.");
        for (const one of wanted) await commands.make(planner, { ...one, rulesVersion, held: null });
      }
      if (takesQuality) {
        const wanted = qualityNow(views.view, await commands.made(), since);
        for (const one of wanted) await commands.make(planner, { ...one, rulesVersion, held: null });
      }
    },
  };
}

function pastByOrder(made: readonly ConnectorCommandRow[]): Map<string, Past[]> {
  const byOrder = new Map<string, Past[]>();
  for (const { commandId: id, state, subject, command } of made) {
    if (subject === null || !/^(confirm|reverse)\//.test(id)) continue;
    const past: Past = { id, state, confirmation: JSON.parse(command) as Confirmation };
    const list = byOrder.get(subject);
    if (list === undefined) byOrder.set(subject, [past]);
    else list.push(past);
  }
  return byOrder;
}

/** What is on its way and does not show in the stock yet, by stocking point. */
function reservedBy(made: readonly ConnectorCommandRow[]): Map<string, number> {
  const reserved = new Map<string, number>();
  for (const { commandId, state, evidencedAt, command } of made) {
    const isOnItsWay = state === "pending" || (state === "applied" && evidencedAt === null);
    if (isOnItsWay && commandId.startsWith("confirm/")) reserve(reserved, JSON.parse(command) as Confirmation);
  }
  return reserved;
}

function reserve(reserved: Map<string, number>, { kind, site, components }: Confirmation): void {
  if (kind === "reverse") return;
  for (const { item, quantity } of components) {
    const point = pointId(item, site);
    reserved.set(point, (reserved.get(point) ?? 0) + quantity);
  }
}

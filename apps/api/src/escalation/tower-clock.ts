import type { Instant } from "@lockstep/domain/instant";
import type { View } from "../view/view.ts";

/** The clock that rules look at, now: a view that is late does not hold it up. */
export const towerClock = ({ clockMode, clock }: Pick<View, "clockMode" | "clock">): Instant =>
  clockMode === "live" ? Date.now() : clock;

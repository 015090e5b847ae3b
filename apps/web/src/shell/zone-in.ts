import type { PlantAnswer } from "../api/answers.ts";

/** The zone that times are told in: that of the chosen plant, else of the thing's own, else of the first plant. */
export function zoneIn(plant: PlantAnswer | null, chosen: string | undefined, own?: string | null): string {
  const sites = plant?.sites ?? [];
  const site = sites.find(({ id }) => id === (own ?? chosen)) ?? sites.find(({ id }) => id === chosen);
  return site?.timeZone ?? sites[0]?.timeZone ?? "UTC";
}

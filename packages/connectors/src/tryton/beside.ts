import type { Row } from "../polled/contract.ts";

/** Marks a production that was made for what its order cannot take any more. */
export const BESIDE = "lockstep+";

/** The order that a production was made beside, and whether it takes goods apart; null: it is an order of its own. */
export function besideOf({ fields }: Row): { readonly order: string; readonly isBack: boolean } | null {
  const match = /^lockstep\+(confirm|reverse)\/(.+)\/\d+\/[^/]+$/.exec(String(fields["reference"] ?? ""));
  return match?.[2] === undefined ? null : { order: match[2], isBack: match[1] === "reverse" };
}

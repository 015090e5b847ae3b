import type { Applied, PolledSystem } from "@lockstep/connectors/polled/contract";
import { SignInRefused } from "../trouble-kind.ts";

export interface HttpOutAccess {
  readonly url: string;
  /** Asked for each time: one that was changed is used from then on. */
  readonly token: () => Promise<string | null>;
}

const TIMEOUT_MS = 30_000;
const MOST_REASON = 500;
/** It may take it later as it is; everything else that is no success is a no. */
const isWorthAnother = (status: number): boolean =>
  status >= 500 || [401, 403, 404, 408, 425, 429].includes(status) || (status >= 300 && status < 400);

/**
 * [C11] Any success is an acknowledgement. What cannot be reached, is not let in, or is told to come again, waits; any
 * other refusal is final, with what was answered as its reason.
 */
export function createHttpOut({ url, token }: HttpOutAccess, stopped: AbortSignal): Pick<PolledSystem, "apply"> {
  return {
    async apply({ calls }): Promise<Applied> {
      for (const { method: key, params } of calls) {
        const secret = await token();
        const response = await fetch(url, {
          method: "POST",
          redirect: "manual",
          headers: {
            "content-type": "application/json",
            "idempotency-key": key,
            ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
          },
          body: JSON.stringify({ key, ...(params[0] as object) }),
          signal: AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MS)]),
        });
        const text = (await response.text()).slice(0, MOST_REASON).trim();
        if (response.ok) continue;
        const said = text === "" ? "" : `: ${text}`;
        if (response.status === 401 || response.status === 403) {
          throw new SignInRefused(`it was answered with HTTP ${response.status}${said}`);
        }
        if (isWorthAnother(response.status)) throw new Error(`it was answered with HTTP ${response.status}${said}`);
        return { kind: "refused", rule: "foreign", reason: `HTTP ${response.status}${said}` };
      }
      return { kind: "applied" };
    },
  };
}

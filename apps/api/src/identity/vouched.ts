import type { SessionRow } from "@lockstep/store/store";

/** What a session is vouched for by: a password that is kept here, or a provider. */
export type VouchedFor =
  | { readonly by: "password" }
  | {
      readonly by: "provider";
      readonly subject: string;
      readonly sid: string | null;
      readonly roles: readonly string[];
      readonly sites: readonly string[] | null;
      readonly idToken: string;
    };

export const vouchedFor = ({ vouched }: SessionRow): VouchedFor => JSON.parse(vouched) as VouchedFor;

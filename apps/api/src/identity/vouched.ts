import type { SessionRow } from "@lockstep/store/store";

/** With whose eyes an administrator's session looks, and the rights that those have: they follow the account. */
export interface Seen {
  readonly name: string;
  readonly roles: readonly string[];
  /** Null: every site. */
  readonly sites: readonly string[] | null;
  readonly since: number;
}

/** What a session is vouched for by: a password that is kept here, or a provider. */
export type VouchedFor = { readonly sees?: Seen } & (
  | { readonly by: "password" }
  | {
      readonly by: "provider";
      readonly subject: string;
      readonly sid: string | null;
      readonly roles: readonly string[];
      readonly sites: readonly string[] | null;
      readonly idToken: string;
    }
);

export const vouchedFor = ({ vouched }: SessionRow): VouchedFor => JSON.parse(vouched) as VouchedFor;

/** What the address of the quarantine says: which cause is open, and which fact. */
export interface QuarantineSearch {
  readonly cause?: string | undefined;
  readonly fact?: string | undefined;
}

export function quarantineSearchOf({ cause, fact }: Record<string, unknown>): QuarantineSearch {
  return {
    cause: typeof cause === "string" && cause !== "" ? cause : undefined,
    fact: typeof fact === "string" && fact !== "" ? fact : undefined,
  };
}

/** The sites that a person may see. The one place that says what belongs to whom. */
export interface Scope {
  /** Null: every site. */
  readonly sites: readonly string[] | null;
  /** The same for the same sites. */
  readonly key: string;
  sees(site: string): boolean;
  /** Whether any of the sites that something touches is among them; what touches none is everyone's. */
  seesAny(sites: readonly string[]): boolean;
}

export const everySite: Scope = { sites: null, key: "*", sees: () => true, seesAny: () => true };

export function scopeOf(sites: readonly string[]): Scope {
  const seen = new Set(sites);
  const sorted = [...seen].sort();
  return {
    sites: sorted,
    key: JSON.stringify(sorted),
    sees: (site) => seen.has(site),
    seesAny: (touched) => touched.length === 0 || touched.some((site) => seen.has(site)),
  };
}

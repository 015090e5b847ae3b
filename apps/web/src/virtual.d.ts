declare module "virtual:first-texts" {
  /** By the name of the operation: what is asked before the page's own code is there. */
  export const TEXTS: Readonly<Record<string, string>>;
}

import { ensureServerBuilt } from "../prepare.mjs";

export const setup = () => ensureServerBuilt(() => {});

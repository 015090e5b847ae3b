import { build, type Plugin } from "vite";

/**
 * Who is not signed in gets a small page of its own. It is built after the board and apart from it: what both share would
 * be cut into files of its own, and the board would load more of them.
 */
export function signInPage(): Plugin {
  return {
    name: "sign-in-page",
    apply: "build",
    async closeBundle() {
      await build({
        configFile: false,
        root: import.meta.dirname,
        publicDir: false,
        logLevel: "warn",
        build: {
          target: "es2022",
          sourcemap: false,
          emptyOutDir: false,
          modulePreload: false,
          rolldownOptions: { input: "sign-in.html" },
        },
      });
    },
  };
}

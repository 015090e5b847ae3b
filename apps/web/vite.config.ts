import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { precompile } from "./precompile.ts";
import { signInPage } from "./sign-in-page.ts";

const api = process.env["LOCKSTEP_API"] ?? "http://localhost:4000";

export default defineConfig({
  plugins: [precompile(), react(), signInPage()],
  build: { target: "es2022", sourcemap: false, chunkSizeWarningLimit: 700 },
  server: {
    proxy: {
      "/graphql": api,
      "/auth": api,
      "/facts": api,
      "/imports": api,
      "/outgoing": api,
      "/socket.io": { target: api, ws: true },
    },
  },
});

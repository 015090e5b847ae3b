import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { precompile } from "./precompile.ts";

const api = process.env["LOCKSTEP_API"] ?? "http://localhost:4000";

export default defineConfig({
  plugins: [precompile(), react()],
  build: {
    target: "es2022",
    sourcemap: false,
    chunkSizeWarningLimit: 700,
    // Who is not signed in gets a small page of its own.
    rolldownOptions: { input: ["index.html", "sign-in.html"] },
  },
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

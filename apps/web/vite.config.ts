import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA, type VitePWAOptions } from "vite-plugin-pwa";
import { firstTexts } from "./first-texts.ts";
import { precompile } from "./precompile.ts";
import { signInPage } from "./sign-in-page.ts";
import { trustedDocuments } from "./trusted-documents.ts";

const api = process.env["LOCKSTEP_API"] ?? "http://localhost:4000";

/** Addresses of the server that are no page: they are never answered from what the browser has kept. */
const NO_PAGES =
  /^\/(graphql|facts|clock|healthz|readyz|metrics|socket\.io|imports|outgoing|connectors|epcis|b2mml|admin|auth|sign-in|packs|exports|photos|audit\.csv)\b/;

/**
 * A tablet keeps the page itself, so that it opens without a network. Nothing that the server says is kept: what is old would
 * look as if it were so.
 */
const installable = {
  registerType: "autoUpdate",
  injectRegister: null,
  manifest: {
    name: "Lockstep",
    short_name: "Lockstep",
    description: "What threatens the plan, why, and until when something can be done.",
    start_url: "/",
    display: "standalone",
    background_color: "#f3f4f6",
    theme_color: "#1f2933",
    // Tablets that show no drawing on their home screen take a picture.
    icons: [
      { src: "/favicon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
      { src: "/icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
      { src: "/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
    ],
    shortcuts: [{ name: "My line", url: "/line" }],
  },
  workbox: {
    importScripts: ["/push-worker.js"],
    globPatterns: ["**/*.{html,js,css,svg,png}"],
    navigateFallback: "/index.html",
    navigateFallbackDenylist: [NO_PAGES],
    cleanupOutdatedCaches: true,
    inlineWorkboxRuntime: true,
    sourcemap: false,
  },
} satisfies Partial<VitePWAOptions>;

export default defineConfig({
  plugins: [firstTexts(), precompile(), trustedDocuments(), react(), signInPage(), VitePWA(installable)],
  build: { target: "es2022", sourcemap: false, chunkSizeWarningLimit: 700 },
  server: {
    proxy: {
      "/graphql": api,
      "/auth": api,
      "/audit.csv": api,
      "/facts": api,
      "/imports": api,
      "/outgoing": api,
      "/packs": api,
      "/exports": api,
      "/photos": api,
      "/socket.io": { target: api, ws: true },
    },
  },
});

import { defineConfig } from "vite";
import { aliases, givenFolders, studiesPlugin } from "./scripts/studies-plugin.mjs";
import { woff2Only } from "./scripts/woff2-only.mjs";

// A relative base: the page works from any path of any static host. OVERPARAM_STUDIES names further folders of studies.
const quiet = { checks: { pluginTimings: false } };

export default defineConfig({
  base: "./",
  clearScreen: false,
  resolve: { alias: aliases, dedupe: ["zod", "@noble/hashes", "fflate"] },
  plugins: [studiesPlugin(), woff2Only()],
  worker: { format: "es", plugins: () => [studiesPlugin()], rolldownOptions: quiet },
  oxc: { jsx: { runtime: "automatic", importSource: "preact", development: false } },
  build: {
    target: "es2023",
    outDir: "dist",
    emptyOutDir: true,
    rolldownOptions: quiet,
    chunkSizeWarningLimit: 900,
    modulePreload: { polyfill: false },
  },
  server: { host: "127.0.0.1", fs: { allow: ["..", ...givenFolders()] } },
});

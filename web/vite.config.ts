import { resolve } from "node:path";
import { defineConfig } from "vite";

// Each page is an entry of its own, so that a resident's phone never loads the chair's code. The HTML files lie in the
// root, which makes them build to dist/{page}.html.
const root = resolve(import.meta.dirname, "src/pages");
const pages = ["home", "watch", "room", "chair", "clerk", "captioner", "camera", "links", "plain"];

export default defineConfig({
  root,
  publicDir: resolve(import.meta.dirname, "public"),
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: resolve(import.meta.dirname, "dist"),
    emptyOutDir: true,
    target: "es2022",
    chunkSizeWarningLimit: 700, // kB: hls.js, which is fetched when playing starts.
    assetsInlineLimit: 0, // The Content-Security-Policy allows no data: addresses.
    modulePreload: { polyfill: false }, // The polyfill is an inline script.
    rolldownOptions: {
      input: Object.fromEntries(pages.map((page) => [page, resolve(root, `${page}.html`)])),
    },
  },
});

// Builds the embedded app. Lazy route discovery stays off: it touches sessionStorage, which a browser denies to a
// cross-site frame, and navigation dies with it (seen with Remix 2.17).
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

export default defineConfig({
  plugins: [
    remix({
      ignoredRouteFiles: ["**/.*", "**/*.test.*"],
      future: {
        v3_fetcherPersist: true,
        v3_relativeSplatPath: true,
        v3_throwAbortReason: true,
        v3_lazyRouteDiscovery: false,
        v3_singleFetch: true,
      },
    }),
  ],
  build: { assetsInlineLimit: 0, target: "es2022", chunkSizeWarningLimit: 1200 },
});

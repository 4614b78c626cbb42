// What Remix hands to every loader and action: the application, built once by the process entry.
import type { Application } from "./application.server.ts";

declare module "@remix-run/node" {
  interface AppLoadContext {
    readonly application: Application;
  }
}

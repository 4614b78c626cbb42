// What the job engine says about itself, in our log's form: its own lines on the console would escape our format.
import { Logger } from "graphile-worker";
import type { Log } from "../../use-cases/ports/ports.ts";

/** The engine's logger. Warnings and errors reach our log; its running commentary does not. */
export function engineLogger(log?: Log): Logger {
  return new Logger(() => (level, message) => {
    if (!log) return;
    if (level === "error") log.error("engine-failed", { error: new Error(message) });
    if (level === "warning") log.warn("engine-warned", { detail: message });
  });
}

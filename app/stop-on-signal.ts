// A clean end: what was begun last ends first, and nothing waits for ever.
import type { Log } from "./use-cases/ports/ports.ts";

const STOP_WITHIN_MS = 15_000;

/** Runs `ends` from the last to the first on SIGTERM or SIGINT, then ends the process. */
export function stopOnSignal(ends: (() => Promise<void>)[], log: Log): void {
  let isStopping = false;
  const stop = async (signal: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info("process-stopping", { signal });
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    for (const end of ends.reverse()) {
      await end().catch((error: unknown) => log.error("a part did not stop cleanly", { error }));
    }
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
}

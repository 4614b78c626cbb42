// Process entry for the lanes and the sweeps. Any number of these may run against one database.
import { boot } from "./boot.ts";
import { runLanes } from "./worker/run-lanes.ts";

await runLanes(await boot("worker"));

// Process entry for the lanes and the sweeps. Any number of these may run against one database.
import { boot, runLanes } from "./boot.ts";

await runLanes(await boot("worker"));

// A worker process that a test kills: takes batches, says so, and is slow enough to be killed in the middle of one.
import { connect } from "../app/adapters/database/client.ts";
import { startWorker } from "../app/worker/runner.ts";
import { allOf, DONE, lanePorts, lanesOf } from "./lane-world.ts";

const [url = "", batchMs = "60000"] = process.argv.slice(2);
const database = connect(url, { max: 10 });
const lanes = lanesOf(
  async (batch) => {
    process.stdout.write(`took ${batch.subjects.length}\n`);
    await new Promise((resolve) => setTimeout(resolve, Number(batchMs)));
    return allOf(batch, DONE);
  },
  { batch: 5, concurrency: 1 },
);
await startWorker({ database, ports: lanePorts(database, () => new Date()), lanes, concurrency: 4 });
process.stdout.write("ready\n");

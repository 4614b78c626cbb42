// One demo for the whole browser run: started as a newcomer starts it, stopped at the end.
import { spawn } from "node:child_process";
import path from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    shellUrl: string;
    controlUrl: string;
  }
}

const READY_WITHIN_MS = 240_000;
let stop: (() => Promise<void>) | undefined;

export async function setup(project: TestProject): Promise<void> {
  const root = path.join(import.meta.dirname, "../..");
  const child = spawn(process.execPath, ["--import", "tsx", path.join(root, "test/demo/main.ts")], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  stop = async () => {
    child.kill("SIGINT");
    await ended;
  };
  const output = await textUntil(child.stdout, /Ctrl-C/);
  project.provide("shellUrl", addressAfter("Shopify admin", output));
  project.provide("controlUrl", addressAfter("control page", output));
}

export async function teardown(): Promise<void> {
  await stop?.();
}

function textUntil(stream: NodeJS.ReadableStream, end: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const timer = setTimeout(
      () => reject(new Error(`the demo was not ready in time:\n${text}`)),
      READY_WITHIN_MS,
    );
    stream.on("data", (chunk: Buffer) => {
      text += chunk.toString();
      if (!end.test(text)) return;
      clearTimeout(timer);
      resolve(text);
    });
    stream.once("close", () => reject(new Error(`the demo ended before it was ready:\n${text}`)));
  });
}

function addressAfter(words: string, output: string): string {
  const address = new RegExp(`${words}\\D*?(http://\\S+)`).exec(output)?.[1];
  if (!address) throw new Error(`the demo did not say where the ${words} is:\n${output}`);
  return address;
}

// Control calls that run other control calls at set times.
import { z } from "zod";
import type { Step } from "../script.ts";
import { type ControlCall, call } from "./call.ts";
import { text } from "./fields.ts";

const steps = z
  .array(
    z.strictObject({
      at: z.string().regex(/^\+\d{1,4}:[0-5]\d(:[0-5]\d)?$/, 'expected a time after the start like "+00:10"'),
      do: text,
      with: z.record(z.string(), text).default({}),
      body: z.unknown().optional(),
      as: z
        .string()
        .regex(/^\w{1,40}$/, "expected a name of letters and digits")
        .optional(),
    }),
  )
  .min(1)
  .max(10_000);

/** Calls a script may hold: those that move people, not those that move the twin itself. */
export function scriptCalls(known: readonly ControlCall[]): readonly ControlCall[] {
  return [
    call({
      name: "run script",
      method: "POST",
      path: "/control/script",
      does: "Runs control calls at set times: steps of at (+HH:MM after now), do (a call's name), with (the parameters of its path), body, and as, by which later steps mention its answer ($name.field)",
      body: z.strictObject({ steps }),
      run: (twin, { body }) => {
        twin.script.begin(body.steps.map((step, at) => checked(known, step, at)));
        return twin.script.report();
      },
    }),
    call({
      name: "read script",
      method: "GET",
      path: "/control/script",
      does: "How many steps are still to come, were done, were refused; what each came to is in the history",
      run: (twin) => twin.script.report(),
    }),
    call({
      name: "stop script",
      method: "DELETE",
      path: "/control/script",
      does: "Forgets the steps still to come",
      run: (twin) => {
        twin.script.stop();
        return twin.script.report();
      },
    }),
  ];
}

const NOT_IN_SCRIPTS = /^\/control\/(clock|script|reset|snapshot|restore|calls|state|history)/;

type Written = z.infer<typeof steps>[number];

function checked(known: readonly ControlCall[], step: Written, at: number): Step {
  const found = known.find(({ name }) => name === step.do);
  if (!found) throw new Error(`steps.${at}.do: no control call is named "${step.do}"`);
  if (NOT_IN_SCRIPTS.test(found.path))
    throw new Error(`steps.${at}.do: "${step.do}" cannot stand in a script`);
  for (const [, name = ""] of found.path.matchAll(/:(\w+)/g))
    if (step.with[name] === undefined) throw new Error(`steps.${at}.with.${name}: is missing`);
  const problem = mentions(step.body) ? undefined : bodyProblem(found, step.body);
  if (problem) throw new Error(`steps.${at}.body.${problem}`);
  return { atMs: millisecondsOf(step.at), do: step.do, with: step.with, body: step.body, as: step.as };
}

/** What is wrong with a body, by its field. */
export function bodyProblem(call: ControlCall, body: unknown): string | undefined {
  if (call.body === "text") return typeof body === "string" ? undefined : "text: expected text";
  const issue = call.body?.safeParse(body ?? {}).error?.issues[0];
  return issue && `${issue.path.join(".")}: ${issue.message}`;
}

/** Whether a body waits for what an earlier step answers. */
function mentions(body: unknown): boolean {
  return /"\$\w+\.\w+"/.test(JSON.stringify(body) ?? "");
}

function millisecondsOf(at: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = at.slice(1).split(":").map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000;
}

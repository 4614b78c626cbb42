// Runs one step of a script: what earlier steps answered is put in, then the control call is made as by anyone else.
import type { Outcome, Script } from "../script.ts";
import type { Twin } from "../twin.ts";
import type { ControlCall } from "./call.ts";
import { bodyProblem } from "./script-calls.ts";

export function performerOf(twin: Twin, calls: readonly ControlCall[]): Script["perform"] {
  return async (step, answers): Promise<Outcome> => {
    const call = calls.find(({ name }) => name === step.do);
    if (!call) return { refused: `no control call is named "${step.do}"` };
    try {
      const params = filled(step.with, answers) as Record<string, string>;
      const body = filled(step.body, answers);
      const problem = bodyProblem(call, body);
      if (problem) return { refused: problem };
      const parsed = call.body === "text" ? body : call.body?.parse(body ?? {});
      return { answer: (await call.run(twin, { params, body: parsed, query: {} })) ?? { done: true } };
    } catch (error) {
      if (error instanceof Error && error.constructor === Error) return { refused: error.message };
      throw error;
    }
  };
}

/** The same with every "$name.field" replaced by what the step of that name answered. */
function filled(value: unknown, answers: ReadonlyMap<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => filled(item, answers));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, answers)]));
  const [, name, field] = (typeof value === "string" && /^\$(\w+)\.(\w+)$/.exec(value)) || [];
  if (name === undefined || field === undefined) return value;
  const answer = answers.get(name) as Readonly<Record<string, unknown>> | undefined;
  if (answer?.[field] === undefined) throw new Error(`no step answered $${name}.${field}`);
  return answer[field];
}

// Control calls that move time: by a duration, to the next event, or by itself.
import { z } from "zod";
import { FASTEST } from "../pace.ts";
import type { Twin } from "../twin.ts";
import { type ControlCall, call } from "./call.ts";
import { milliseconds } from "./fields.ts";

export const clockCalls: readonly ControlCall[] = [
  call({
    name: "read clock",
    method: "GET",
    path: "/control/clock",
    does: "What time it is, whether time is real or virtual, how much is still to happen and when",
    run: clockOf,
  }),
  call({
    name: "advance clock",
    method: "POST",
    path: "/control/clock/advance",
    does: "Brings on everything that falls due within so many milliseconds",
    body: z.strictObject({ milliseconds }),
    run: async (twin, { body }) => {
      await twin.clock.advance(body.milliseconds);
      return clockOf(twin);
    },
  }),
  call({
    name: "step clock",
    method: "POST",
    path: "/control/clock/step",
    does: "Brings on the next thing that is due",
    run: async (twin) => ({ happened: await twin.clock.step(), ...clockOf(twin) }),
  }),
  call({
    name: "run clock",
    method: "POST",
    path: "/control/clock/run",
    does: "Lets time run by itself at so many times the pace of real time, until stopped or until nothing is left to happen",
    body: z.strictObject({
      pace: z.number().min(1).max(FASTEST),
      until: z.enum(["stopped", "idle"]).default("stopped"),
    }),
    run: (twin, { body }) => {
      twin.clock.pace.run(body);
      return clockOf(twin);
    },
  }),
  call({
    name: "stop clock",
    method: "POST",
    path: "/control/clock/stop",
    does: "Stops time that runs by itself; real time goes on as it does",
    run: (twin) => {
      twin.clock.pace.stop();
      return clockOf(twin);
    },
  }),
];

type Clock = {
  readonly now: string;
  readonly kind: "real" | "virtual";
  readonly running: Twin["clock"]["pace"]["running"] | null;
  readonly pending: number;
  readonly nextDueAt: string | null;
};

export function clockOf({ clock }: Twin): Clock {
  const { count, nextDueAt } = clock.waiting();
  return {
    now: new Date(clock.now()).toISOString(),
    kind: clock.kind,
    running: clock.pace.running ?? null,
    pending: count,
    nextDueAt: nextDueAt === null ? null : new Date(nextDueAt).toISOString(),
  };
}

// Control calls that let shop life go on by itself.
import { z } from "zod";
import { type Habits, usualHabits } from "../life/habits.ts";
import { type ControlCall, call } from "./call.ts";
import { milliseconds, share } from "./fields.ts";

const perHour = z.number().min(0).max(100_000);
const few = z.number().int().min(1).max(20);
const within = milliseconds.min(1);

const habits = z.strictObject({
  buyers: z
    .strictObject({
      storeOrdersPerHour: perHour,
      marketplaceOrdersPerHour: perHour,
      mostLines: few,
      mostUnits: few,
      cancelShare: share,
      cancelWithinMs: within,
    })
    .partial()
    .optional(),
  staff: z.strictObject({ shipShare: share, shipWithinMs: within }).partial().optional(),
});

export const lifeCalls: readonly ControlCall[] = [
  call({
    name: "read life",
    method: "GET",
    path: "/control/life",
    does: "Whether shop life goes on by itself, with which habits, and what has been done so far",
    run: (twin) => twin.life.report(),
  }),
  call({
    name: "start life",
    method: "POST",
    path: "/control/life",
    does: "Buyers order, some change their mind, and staff ship, as chance has it, from now on as the clock moves; habits left out are the usual ones",
    body: habits,
    run: (twin, { body }) => {
      twin.life.start(habitsOf(body));
      return twin.life.report();
    },
  }),
  call({
    name: "stop life",
    method: "DELETE",
    path: "/control/life",
    does: "Nobody new comes; what was begun is carried out",
    run: (twin) => {
      twin.life.stop();
      return twin.life.report();
    },
  }),
];

function habitsOf({ buyers, staff }: z.infer<typeof habits>): Habits {
  return {
    buyers: { ...usualHabits.buyers, ...buyers },
    staff: { ...usualHabits.staff, ...staff },
  };
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { EventQueue, type ScheduledEvent } from "./event-queue.ts";

const drained = (queue: EventQueue): ScheduledEvent[] => {
  const all: ScheduledEvent[] = [];
  for (let event = queue.take(); event; event = queue.take()) all.push(event);
  return all;
};

test("events come soonest first, those of one moment in the order they were added, whatever is forgotten between", () => {
  const moves = fc.array(fc.oneof(fc.nat(9), fc.constantFrom("take", "forget")), { maxLength: 200 });
  fc.assert(
    fc.property(moves, (list) => {
      const queue = new EventQueue();
      const model: { dueAt: number; seq: number }[] = [];
      let seq = 0;
      for (const move of list) {
        model.sort((a, b) => a.dueAt - b.dueAt || a.seq - b.seq);
        if (move === "take") expect(queue.take()?.seq).toBe(model.shift()?.seq);
        else if (move === "forget") {
          const odd = model.filter((event) => event.seq % 2 === 1);
          expect(queue.remove((event) => event.seq % 2 === 1)).toBe(odd.length);
          for (const event of odd) model.splice(model.indexOf(event), 1);
        } else {
          queue.add(Number(move), { kind: "e", data: null });
          model.push({ dueAt: Number(move), seq: seq++ });
        }
      }
      model.sort((a, b) => a.dueAt - b.dueAt || a.seq - b.seq);
      expect(queue.list().map((event) => event.seq)).toEqual(model.map((event) => event.seq));
      expect(drained(queue).map((event) => event.seq)).toEqual(model.map((event) => event.seq));
    }),
  );
});

test("a hundred thousand waiting events come and go in well under a second of work", () => {
  const queue = new EventQueue();
  const before = process.cpuUsage();
  for (let at = 0; at < 100_000; at += 1) queue.add((at * 7_919) % 100_003, { kind: "e", data: null });
  const all = drained(queue);
  // Microseconds of work: how busy the machine is with other things does not count.
  expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
  expect(all).toHaveLength(100_000);
  expect(all.every((event, at) => at === 0 || event.dueAt >= (all[at - 1]?.dueAt ?? 0))).toBe(true);
});

test("a list put back goes on counting where it was", () => {
  const queue = new EventQueue();
  queue.add(5, { kind: "e", data: 1 });
  queue.add(5, { kind: "e", data: 2 });
  const restored = new EventQueue();
  restored.replace(queue.list());
  restored.add(5, { kind: "e", data: 3 });
  expect(drained(restored).map((event) => event.data)).toEqual([1, 2, 3]);
});

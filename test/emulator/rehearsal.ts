// The parts on which a call can be run for its answer alone: the same settings, time and chance, and nothing that it
// causes is scheduled, sent or remembered.
import { VirtualClock } from "./clock.ts";
import { Faults } from "./faults.ts";
import { History } from "./history.ts";
import type { TwinParts } from "./platform.ts";
import { WebhookSender } from "./webhook-sender.ts";

class StillClock extends VirtualClock {
  override schedule(): void {}
}

export function quietParts(parts: TwinParts): TwinParts {
  const clock = new StillClock(parts.clock.now());
  const history = new History(() => clock.now());
  const faults = new Faults(parts.random);
  const webhooks = new WebhookSender({ clock, faults, history });
  return { ...parts, clock, history, faults, webhooks };
}

// Ports of a process that ends at one step: what the step did stays done, nobody learns of it, and nothing that the
// process was at goes on. To a killed worker it is the same.
import type { Ports } from "../app/use-cases/ports/ports.ts";

export type Mortal = { readonly ports: Ports; readonly died: Promise<"died"> };

type Call = (...args: readonly unknown[]) => unknown;

/** The process ends when the named method of a port has done its work. */
export function mortal(ports: Ports, method: string): Mortal {
  let end: (how: "died") => void = () => undefined;
  const died = new Promise<"died">((resolve) => {
    end = resolve;
  });
  let isDead = false;
  const never = new Promise<never>(() => undefined);
  const living =
    (name: string, call: Call) =>
    async (...args: readonly unknown[]) => {
      if (isDead) return never;
      const answer = await call(...args);
      if (name === method) {
        isDead = true;
        end("died");
      }
      return isDead ? never : answer;
    };
  const wrapped = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof value === "function") return living(String(key), value.bind(target) as Call);
        return typeof value === "object" && value !== null ? wrapped(value) : value;
      },
    });
  const marketplaceFor: Ports["marketplaceFor"] = async (id) => wrapped(await ports.marketplaceFor(id));
  const { fetchImage } = wrapped({ fetchImage: ports.fetchImage });
  return { ports: { ...ports, records: wrapped(ports.records), fetchImage, marketplaceFor }, died };
}

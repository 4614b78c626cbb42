// A platform of one operation, so that the doors can be tested for what they do themselves.
import type { PlatformWire } from "./platform.ts";
import { HeardRequest } from "./wire-request.ts";

type MiniaturePlatform = PlatformWire & { readonly done: readonly string[] };

export function miniaturePlatform(platform: PlatformWire["platform"], host: string): MiniaturePlatform {
  const done: string[] = [];
  return {
    platform,
    done,
    answersTo: (asked) => asked === host,
    operationOf: async (request) => `${request.method} ${new URL(request.url).pathname}`,
    respond: async (request) => {
      const got = await request.text();
      done.push(got);
      return Response.json({ code: 0, data: { got } });
    },
    throttled: async (_request, seconds) =>
      Response.json({ code: 36009002 }, { status: 429, headers: { "retry-after": String(seconds) } }),
    unauthorized: async () => Response.json({ code: 105002 }, { status: 401 }),
    tooLarge: async () => Response.json({ code: 36009021 }, { status: 400 }),
    shopNamed: (request) => new URL(request.url).searchParams.get("shop") ?? undefined,
    rehearse: async (request) => Response.json({ code: 0, data: { got: await request.text() } }),
    halved: async (request) => {
      const { method, url, headers } = request;
      const things = (await request.clone().text()).split(",");
      const body = Buffer.from(things.slice(0, things.length / 2).join());
      return things.length > 1 ? new HeardRequest({ method, url, headers, body }) : undefined;
    },
    save: () => [...done],
    load: (state) => void done.splice(0, done.length, ...(state as string[])),
    reset: () => void done.splice(0),
  };
}

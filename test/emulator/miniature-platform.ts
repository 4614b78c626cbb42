// A platform of one operation, so that the doors can be tested for what they do themselves.
import type { PlatformWire } from "./platform.ts";

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
    save: () => [...done],
    load: (state) => void done.splice(0, done.length, ...(state as string[])),
    reset: () => void done.splice(0),
  };
}

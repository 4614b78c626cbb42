// The part of autocannon that the bench uses; it ships no types.
declare module "autocannon" {
  type Request = { headers?: Record<string, string> };
  namespace autocannon {
    type Options = {
      url: string;
      connections: number;
      duration: number;
      method?: string;
      body?: string;
      requests: readonly {
        readonly method?: string;
        readonly path?: string;
        readonly headers?: Readonly<Record<string, string>>;
        readonly body?: string;
        readonly setupRequest?: (request: Request) => Request;
      }[];
    };
    type Result = {
      readonly "2xx": number;
      readonly non2xx: number;
      readonly errors: number;
      readonly duration: number;
      readonly latency: { readonly p99: number };
    };
  }
  function autocannon(options: autocannon.Options): Promise<autocannon.Result>;
  export = autocannon;
}

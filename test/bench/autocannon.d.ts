// The part of autocannon that the bench uses; it ships no types.
declare module "autocannon" {
  type Request = { headers?: Record<string, string> };
  namespace autocannon {
    type Result = {
      readonly "2xx": number;
      readonly non2xx: number;
      readonly errors: number;
      readonly duration: number;
      readonly latency: { readonly p99: number };
    };
  }
  function autocannon(options: {
    url: string;
    connections: number;
    duration: number;
    method: string;
    body: string;
    requests: readonly { setupRequest: (request: Request) => Request }[];
  }): Promise<autocannon.Result>;
  export = autocannon;
}

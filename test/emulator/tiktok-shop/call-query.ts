// The query of one call. It knows when the call came, because page tokens grow old.

export class CallQuery extends URLSearchParams {
  /** Unix seconds of the twin. */
  readonly at: number;
  readonly pageTokenSeconds: number;

  constructor(query: URLSearchParams, when: { at: number; pageTokenSeconds: number }) {
    super(query);
    this.at = when.at;
    this.pageTokenSeconds = when.pageTokenSeconds;
  }
}

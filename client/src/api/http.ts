/** One refusal, whether it came from the server (problem+json) or from a missing network (status 0, code "offline"). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    /** The server's sentence in the caller's language; empty when there is none. */
    readonly detail: string,
    /** The whole answer: field, tries_left, terms, mine, theirs, seq … */
    readonly body: Readonly<Record<string, unknown>> = {},
    /** Milliseconds from Retry-After, if the server named them. */
    readonly retryAfter?: number,
  ) {
    super(detail || code);
    this.name = 'Problem';
  }

  get field(): string | undefined {
    return typeof this.body.field === 'string' ? this.body.field : undefined;
  }

  /** The same request may succeed later without being changed. */
  get passing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

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

export interface Sent {
  op?: string;
  after?: number;
  /** JSON, or a Blob as it is. */
  body?: unknown;
}

const PREFIX = '/api/v1';
const PUBLISHED = '/.well-known/'; // stands at the root of the origin
const PATIENCE = 20_000; // milliseconds until a request without an answer counts as a missing network

/** Requests of one tab. `onReach` hears after each one whether the server could be reached; `onExpired` hears a 401. */
export class Http {
  language: 'vi' | 'en' = 'vi';
  onReach: (reached: boolean) => void = () => {};
  onExpired: () => void = () => {};
  /** Hears when the account closes: it is let in to nothing else until it is kept. */
  onClosing: (closesAt: number) => void = () => {};
  /** Hears the path of a request that was refused for its team is suspended. */
  onSuspended: (path: string) => void = () => {};
  /** Asks the person to prove that it is them; true when they did and the refused request is worth repeating. */
  onProve: () => Promise<boolean> = () => Promise.resolve(false);
  /** Hears the id of a request that failed through a fault on the server's side. */
  onFault: (id: string) => void = () => {};
  /** Counts sign-ins: a late 401 from before the last one says nothing about it. */
  signIns = 0;

  constructor(private readonly fetch: typeof globalThis.fetch) {}

  /** JSON, or undefined for 204. */
  async get<T>(path: string): Promise<T | undefined> {
    return read<T>(await this.#ask('GET', path));
  }

  /** A file, as it is. */
  async file(path: string): Promise<Blob> {
    const answer = await this.#ask('GET', path);
    return answer.blob().catch(() => Promise.reject(new Problem(0, 'offline', '')));
  }

  async lines(path: string): Promise<string[]> {
    const text = await this.#whole(await this.#ask('GET', path));
    return text.split('\n').filter((line) => line !== '');
  }

  async send<T>(method: string, path: string, sent: Sent = {}): Promise<T> {
    const query = sent.after === undefined ? '' : `?after=${sent.after}`;
    return (await read<T>(await this.#ask(method, path + query, sent))) as T;
  }

  async #whole(answer: Response): Promise<string> {
    return answer.text().catch(() => Promise.reject(new Problem(0, 'offline', '')));
  }

  async #ask(method: string, path: string, sent: Sent = {}): Promise<Response> {
    const headers: Record<string, string> = { 'Accept-Language': this.language };
    if (sent.op) headers['Idempotency-Key'] = sent.op;
    const bytes = sent.body instanceof Blob ? sent.body : undefined;
    if (sent.body !== undefined) headers['Content-Type'] = bytes ? 'application/octet-stream' : 'application/json';
    const { signIns } = this;
    let answer: Response;
    try {
      answer = await this.fetch(path.startsWith(PUBLISHED) ? path : PREFIX + path, {
        method,
        headers,
        body: sent.body === undefined ? undefined : (bytes ?? JSON.stringify(sent.body)),
        signal: AbortSignal.timeout(PATIENCE),
        cache: 'no-store',
      });
    } catch {
      this.onReach(false);
      throw new Problem(0, 'offline', '');
    }
    this.onReach(true);
    if (answer.ok) return answer;
    const problem = await refusal(answer);
    if (problem.code === 'broken') this.onFault(String(problem.body.request_id ?? ''));
    if (problem.code === 'prove_again' && (await this.onProve())) return this.#ask(method, path, sent);
    if (problem.code === 'account_closing') this.onClosing(Number(problem.body.closes_at));
    if (problem.code === 'team_suspended') this.onSuspended(path);
    if (problem.status === 401 && signIns === this.signIns) this.onExpired();
    throw problem;
  }
}

async function read<T>(answer: Response): Promise<T | undefined> {
  if (answer.status === 204) return undefined;
  try {
    return (await answer.json()) as T;
  } catch {
    // Cut off on the way, or something between us and the server answered in its place.
    throw new Problem(0, 'offline', '');
  }
}

async function refusal(answer: Response): Promise<Problem> {
  let body: Record<string, unknown> = {};
  try {
    body = (await answer.json()) as Record<string, unknown>;
  } catch {
    // Not from our server (a proxy's page): the status alone decides.
  }
  return asProblem(answer.status, body, wait(answer.headers.get('Retry-After')));
}

/** A problem+json body (of a request, or of one op in a batch) as a Problem. */
export function asProblem(status: number, body: Readonly<Record<string, unknown>>, retryAfter?: number): Problem {
  const code = typeof body.code === 'string' ? body.code : status >= 500 ? 'unavailable' : 'refused';
  return new Problem(status, code, typeof body.detail === 'string' ? body.detail : '', body, retryAfter);
}

function wait(header: string | null): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : undefined;
}

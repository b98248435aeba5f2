/** The last request that failed through a fault on the server's side: what a person who reports it should name. */
const JUST_NOW = 10_000; // milliseconds

let last: { id: string; at: number } | undefined;

export function remember(id: string): void {
  last = id ? { id, at: Date.now() } : last;
}

/** Its id when it failed just now, else "". */
export function recent(): string {
  return last && Date.now() - last.at < JUST_NOW ? last.id : '';
}

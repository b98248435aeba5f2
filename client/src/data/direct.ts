import { Problem, type Http } from '../api/http';
import { newOp, nfc } from './ids';

const TRIES = 3;

/** A write whose answer the person waits for. Retried under the same op, so that it happens once. */
export async function sendDirectly<T>(http: Http, method: string, path: string, body?: unknown): Promise<T> {
  const op = newOp();
  for (let tries = 1; ; tries += 1) {
    try {
      return await http.send<T>(method, path, { op, body: nfc(body) });
    } catch (error) {
      if (!(error instanceof Problem) || !error.passing || tries === TRIES) throw error;
      await new Promise((go) => setTimeout(go, Math.min(error.retryAfter ?? 400 * tries, 3000)));
    }
  }
}

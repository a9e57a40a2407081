import type { IncomingMessage, ServerResponse } from 'node:http';

/** What goes wrong with an answer. `lost` carries the request out and drops the answer. */
export type Fault =
  | { kind: 'answer'; status: number; body: object; headers?: Record<string, string> }
  | { kind: 'html'; status?: number }
  | { kind: 'redirect'; to: string }
  | { kind: 'silent' }
  | { kind: 'slow'; ms: number }
  | { kind: 'cut' }
  | { kind: 'lost' };

export interface PlannedFault {
  fault: Fault;
  /** Which requests, as `GET /v26.0/me`; the query is not part of it. */
  on: RegExp;
  /** Matching requests that pass before the first one is hit. */
  after?: number;
  /** How many are hit; 1 unless given. */
  times?: number;
}

/** The faults that a fake was told to have, in the order in which they were planned. */
export class Faults {
  #planned: { fault: Fault; on: RegExp; after: number; times: number }[] = [];

  plan({ fault, on, after = 0, times = 1 }: PlannedFault): void {
    this.#planned.push({ fault, on, after, times });
  }

  clear(): void {
    this.#planned = [];
  }

  /** The fault that hits a request, if any. */
  take(request: IncomingMessage): Fault | null {
    const what = `${request.method} ${request.url?.split('?')[0]}`;
    for (const planned of this.#planned) {
      if (!planned.on.test(what) || planned.times === 0) continue;
      if (planned.after > 0) {
        planned.after -= 1;
        continue;
      }
      planned.times -= 1;
      return planned.fault;
    }
    return null;
  }
}

const page = '<!DOCTYPE html><html><head><title>Error</title></head><body>Sorry, something went wrong.</body></html>';

/** Answers a request as the fault says; true where the real answer is still to come. */
export async function applyFault(fault: Fault, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  switch (fault.kind) {
    case 'answer':
      response.writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers });
      response.end(JSON.stringify(fault.body));
      return false;
    case 'html':
      response.writeHead(fault.status ?? 200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(page);
      return false;
    case 'redirect':
      response.writeHead(302, { location: fault.to });
      response.end();
      return false;
    case 'silent':
      return false;
    case 'slow':
      await new Promise((resolve) => setTimeout(resolve, fault.ms));
      return !request.destroyed;
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      response.write('{"data":[{"id"', () => response.socket?.destroy());
      return false;
    case 'lost':
      response.write = () => true;
      response.end = () => {
        response.socket?.destroy();
        return response;
      };
      return true;
  }
}

import type { Socket } from 'node:net';
import type { Authentication, Services } from '../context.ts';

/** How one call of a request ended. */
export interface EndedCall {
  procedure: string;
  outcome: string;
  durationMs: number;
}

/** Bytes that connections had carried when their last request ended: requests of one connection follow each other. */
const carried = new WeakMap<Socket, { read: number; written: number }>();

function bytesSince(socket: Socket): { read: number; written: number } {
  const before = carried.get(socket) ?? { read: 0, written: 0 };
  const now = { read: socket.bytesRead, written: socket.bytesWritten };
  carried.set(socket, now);
  return { read: now.read - before.read, written: now.written - before.written };
}

/**
 * What is told of one HTTP request once its answer has left: its calls, each with its share of the bytes that went over
 * the connection, heads included. A call that ends after its client has gone is counted without bytes.
 */
export class RequestRecord {
  readonly #services: Services;
  readonly #caller: Authentication;
  readonly requestId: string;
  #calls: EndedCall[] = [];
  #ended = false;

  constructor(services: Services, caller: Authentication, requestId: string) {
    this.#services = services;
    this.#caller = caller;
    this.requestId = requestId;
  }

  get organizationId(): string | null {
    return this.#caller.ok ? this.#caller.organizationId : null;
  }

  add(call: EndedCall): void {
    if (this.#ended) this.#count([call], { read: 0, written: 0 });
    else this.#calls.push(call);
  }

  /** The answer has left, or the connection broke. */
  end(socket: Socket): void {
    this.#ended = true;
    this.#count(this.#calls, bytesSince(socket));
    this.#calls = [];
  }

  #count(calls: readonly EndedCall[], bytes: { read: number; written: number }): void {
    if (!this.#caller.ok || this.#caller.organizationId === null) return;
    const { actor, organizationId } = this.#caller;
    const apiKeyId = actor.kind === 'apiKey' ? actor.apiKey.id : null;
    const [requestBytes, responseBytes] = [bytes.read, bytes.written].map((all) => Math.round(all / calls.length));
    for (const call of calls) {
      this.#services.usage.count({
        ...call,
        organizationId,
        apiKeyId,
        requestBytes: requestBytes ?? 0,
        responseBytes: responseBytes ?? 0,
      });
    }
  }
}

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SongTrackPro } from '@songtrackpro/sdk';
import { onTestFinished } from 'vitest';

type ClientOptions = ConstructorParameters<typeof SongTrackPro>[0];
type Handler = (request: IncomingMessage, answer: ServerResponse, count: number) => void;

export interface RawServer {
  url: string;
  /** Requests so far, in their order. */
  requests: IncomingMessage[];
  /** A client of this server that waits no longer than a test may. */
  client(options?: Partial<ClientOptions>): SongTrackPro;
}

/** A server that answers as it is told, well or badly, until the test ends. */
export async function openRawServer(handle: Handler): Promise<RawServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, answer) => {
    requests.push(request);
    request.resume();
    handle(request, answer, requests.length);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, requests, client: (options) => new SongTrackPro({ baseUrl: url, ...options }) };
}

/** Answers a call as the server does. */
export function answerData(answer: ServerResponse, data: unknown): void {
  answer.setHeader('content-type', 'application/json').end(JSON.stringify({ result: { data } }));
}

interface Fault {
  code: string;
  httpStatus: number;
  message?: string;
  details?: Record<string, unknown>;
}

export const errorBody = ({ code, httpStatus, message = code, details }: Fault) => ({
  error: {
    code: -32_000,
    message,
    data: { code, httpStatus, requestId: 'r-1', details, documentationUrl: `/docs/errors/${code}` },
  },
});

/** Refuses a call as the server does. */
export function answerFault(answer: ServerResponse, fault: Fault): void {
  answer.writeHead(fault.httpStatus, { 'content-type': 'application/json' }).end(JSON.stringify(errorBody(fault)));
}

/** The error that a call ends with. */
export async function faultOf(call: PromiseLike<unknown>): Promise<unknown> {
  return call.then(
    () => {
      throw new Error('expected the call to fail, but it succeeded');
    },
    (error: unknown) => error,
  );
}

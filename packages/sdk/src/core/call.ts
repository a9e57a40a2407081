import { dataIn, readBody, whereGood } from './answer.ts';
import { Batch } from './batch.ts';
import type { SongTrackProError } from './errors.ts';
import { tell } from './hooks.ts';
import { Http, type HttpRequest } from './http.ts';
import type { CallOptions, ClientOptions } from './options.ts';
import { hadNoEffect, retry } from './retry.ts';
import { stream } from './stream.ts';
import { queryPath } from './wire.ts';

/** Sends calls; every resource of the client shares one. */
export interface Transport {
  query<T>(path: string, input: unknown, options?: CallOptions): Promise<T>;
  mutation<T>(path: string, input: unknown, options?: CallOptions): Promise<T>;
  /** A mutation that no key protects, of nobody: it isn't sent again where it may have had its effect. */
  unkeyed<T>(path: string, input: unknown, options?: CallOptions): Promise<T>;
  /** Events of a subscription at its own address. */
  subscribe<T>(path: string, options?: CallOptions): AsyncGenerator<T, void, undefined>;
  /** A part of a file; the caller goes on where it broke off. */
  upload<T>(path: string, part: { headers: Record<string, string>; body: Blob }, options?: CallOptions): Promise<T>;
  /** A file. */
  download(path: string, options?: CallOptions): Promise<Blob>;
}

const defaultRetries = 2;

/** 128 random bits; `randomUUID` is missing in pages without TLS. */
const newKey = (): string =>
  Array.from(globalThis.crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

/** Whether a call that failed in this way may be sent again. */
type Safety = (error: SongTrackProError) => boolean;

export function createTransport(options: ClientOptions): Transport {
  const http = new Http(options);
  const { baseUrl } = http;
  const batch = options.batch === true ? new Batch(http) : null;

  /** How a call is repeated. */
  const rules = (name: string, call: CallOptions) => ({
    times: call.retries ?? options.retries ?? defaultRetries,
    signal: call.signal,
    onRetry: (error: SongTrackProError, attempt: number, waitMs: number) =>
      tell(options.hooks?.onRetry, { call: name, error, attempt, waitMs }),
  });
  // The types are those of the contracts: the server checks each answer before it sends it.
  const readJson = async <T>(answer: Response) => (await readBody(answer, baseUrl)) as T;
  const readData = async <T>(answer: Response) => dataIn(await readBody(answer, baseUrl), answer, baseUrl) as T;
  const readBlob = async (answer: Response) => (await whereGood(answer, baseUrl)).blob();
  const post = <T>(path: string, input: unknown, call: CallOptions, isSafe?: Safety) => {
    const request = {
      call: path,
      method: 'POST',
      path: `/trpc/${path}`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
      // One key over all repetitions: the server does the work once, however often the answer got lost.
      idempotencyKey: call.idempotencyKey ?? newKey(),
    };
    const send = () => http.renewing(() => http.send<T>(request, call, readData));
    return retry(send, { ...rules(path, call), isSafe });
  };

  return {
    query: <T>(path: string, input: unknown, call: CallOptions = {}) => {
      const request = { call: path, method: 'GET', path: queryPath(path, input) };
      // The time of a batch is that of the client.
      const send =
        batch && call.timeoutMs === undefined
          ? () => batch.query(path, input, call) as Promise<T>
          : () => http.send<T>(request, call, readData);
      return retry(() => http.renewing(send), rules(path, call));
    },
    mutation: (path, input, call = {}) => post(path, input, call),
    unkeyed: (path, input, call = {}) => post(path, input, call, hadNoEffect),
    subscribe: <T>(path: string, call: CallOptions = {}) => {
      const name = path.replace(/\?.*/, '');
      const open = (headers: Record<string, string>, signal: AbortSignal) => {
        const request = { call: name, method: 'GET', path, headers };
        return http.renewing(() => http.send(request, call, (answer) => whereGood(answer, baseUrl), signal));
      };
      return stream<T>({ open, origin: baseUrl, ...rules(name, call) });
    },
    upload: <T>(path: string, part: Pick<HttpRequest, 'headers' | 'body'>, call: CallOptions = {}) => {
      const request = { call: path, method: 'PUT', path, ...part };
      return http.renewing(() => http.send<T>(request, call, readJson));
    },
    download: (path, call = {}) => {
      const request = { call: path, method: 'GET', path };
      return retry(() => http.renewing(() => http.send(request, call, readBlob)), rules(path, call));
    },
  };
}

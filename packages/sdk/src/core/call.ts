import { apiVersion, apiVersionHeader } from '@songtrackpro/contracts/version';
import { createTRPCUntypedClient, httpLink, TRPCClientError } from '@trpc/client';
import { fromAnswer, fromSilence, type SongTrackProError } from './errors.ts';
import type { CallOptions, ClientOptions } from './options.ts';
import { retry } from './retry.ts';
import { stream } from './stream.ts';
import { errorDataOf } from './wire-error.ts';

/** Sends calls; every resource of the client shares one. */
export interface Transport {
  query<T>(path: string, input: unknown, options?: CallOptions): Promise<T>;
  mutation<T>(path: string, input: unknown, options?: CallOptions): Promise<T>;
  /** Events of a subscription at its own address. */
  subscribe<T>(path: string, options?: CallOptions): AsyncGenerator<T, void, undefined>;
  /** Plain HTTP beside the procedures, for file contents. */
  request<T>(path: string, init: RequestInit, options?: CallOptions): Promise<T>;
  /** A file. */
  download(path: string, options?: CallOptions): Promise<Blob>;
}

const defaultTimeoutMs = 30_000;
const defaultRetries = 2;

function toError(cause: unknown, signal: AbortSignal | undefined): SongTrackProError {
  const shape = cause instanceof TRPCClientError ? cause.shape : undefined;
  const data = errorDataOf(shape);
  if (data) return fromAnswer(data.message, data.data, cause);
  const root = cause instanceof TRPCClientError ? (cause.cause ?? cause) : cause;
  return fromSilence(root, signal?.aborted ?? false);
}

/** The error of an answer outside tRPC. */
function toAnswerError(status: number, body: unknown): SongTrackProError {
  const error = errorDataOf((body as { error?: unknown } | null)?.error);
  return error ? fromAnswer(error.message, error.data) : fromSilence(new Error(`unexpected answer ${status}`), false);
}

export function createTransport(options: ClientOptions): Transport {
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const send: typeof globalThis.fetch = (input, init) => (options.fetch ?? globalThis.fetch)(input, init);
  const headers = async (): Promise<Record<string, string>> => {
    const token = options.session ?? options.apiKey;
    const secret = typeof token === 'function' ? await token() : token;
    return {
      [apiVersionHeader]: apiVersion,
      ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
      ...(options.organization !== undefined && { 'x-organization': options.organization }),
    };
  };
  const client = createTRPCUntypedClient({
    links: [
      httpLink({
        url: `${baseUrl}/trpc`,
        fetch: (input, init) => send(input, init as RequestInit),
        headers: async ({ op }) => {
          const { idempotencyKey } = op.context;
          const key = typeof idempotencyKey === 'string' ? { 'idempotency-key': idempotencyKey } : {};
          return { ...(await headers()), ...key };
        },
      }),
    ],
  });

  const signalOf = (call: CallOptions | undefined): AbortSignal => {
    const deadline = AbortSignal.timeout(call?.timeoutMs ?? options.timeoutMs ?? defaultTimeoutMs);
    return call?.signal ? AbortSignal.any([call.signal, deadline]) : deadline;
  };
  const run = async <T>(work: () => Promise<unknown>, call: CallOptions | undefined): Promise<T> => {
    try {
      return (await work()) as T;
    } catch (error) {
      throw toError(error, call?.signal);
    }
  };

  return {
    query: (path, input, call) =>
      retry(
        () => run(() => client.query(path, input, { signal: signalOf(call) }), call),
        options.retries ?? defaultRetries,
        call?.signal,
      ),
    mutation: (path, input, call) => {
      // One key over all repetitions: the server does the work once, however often the answer got lost.
      const context = { idempotencyKey: call?.idempotencyKey ?? globalThis.crypto.randomUUID() };
      return retry(
        () => run(() => client.mutation(path, input, { signal: signalOf(call), context }), call),
        options.retries ?? defaultRetries,
        call?.signal,
      );
    },
    subscribe: <T>(path: string, call?: CallOptions) =>
      stream<T>(async (own, signal) => {
        const answer = await send(`${baseUrl}${path}`, { headers: { ...own, ...(await headers()) }, signal });
        if (answer.ok) return answer;
        throw toAnswerError(answer.status, await answer.json().catch(() => null));
      }, call),
    request: async <T>(path: string, init: RequestInit, call?: CallOptions): Promise<T> => {
      const answer = await run<Response>(
        async () =>
          send(`${baseUrl}${path}`, {
            ...init,
            headers: { ...init.headers, ...(await headers()) },
            signal: signalOf(call),
          }),
        call,
      );
      const body: unknown = await run(() => answer.json(), call);
      if (answer.ok) return body as T;
      throw toAnswerError(answer.status, body);
    },
    download: async (path: string, call?: CallOptions): Promise<Blob> => {
      const answer = await run<Response>(
        async () => send(`${baseUrl}${path}`, { headers: await headers(), signal: signalOf(call) }),
        call,
      );
      if (answer.ok) return run(() => answer.blob(), call);
      throw toAnswerError(answer.status, await answer.json().catch(() => null));
    },
  };
}

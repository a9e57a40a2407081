import { apiVersion, apiVersionHeader } from '@songtrackpro/contracts/version';
import { AuthenticationError, InvalidInputError, type SongTrackProError, silent } from './errors.ts';
import { tell } from './hooks.ts';
import type { CallOptions, ClientOptions } from './options.ts';
import { fromSilence } from './silence.ts';
import { Tokens, within } from './tokens.ts';

export interface HttpRequest {
  /** As hooks name it. */
  call: string;
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: NonNullable<RequestInit['body']>;
  idempotencyKey?: string;
}

const defaultTimeoutMs = 30_000;

function readBaseUrl(text: string): string {
  const url = text.trim().replace(/\/+$/, '');
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return url;
  throw new TypeError(
    `baseUrl must be an address such as https://songtrackpro.example.com, not ${JSON.stringify(text)}`,
  );
}

/** A header from an option; what can't stand in one would end as a riddle of the platform's fetch. */
function header(name: string, option: string, value: string | undefined): Record<string, string> {
  if (value === undefined) return {};
  if (/^[\x21-\x7e]+$/.test(value)) return { [name]: value };
  const message = `\`${option}\` has to be visible ASCII characters without spaces, for example an id.`;
  throw new InvalidInputError(message, { code: 'invalid_input', ...silent });
}

/** Sends requests to one server, as whoever the options say. */
export class Http {
  readonly baseUrl: string;
  readonly #options: ClientOptions;
  readonly #tokens: Tokens;

  constructor(options: ClientOptions) {
    this.baseUrl = readBaseUrl(options.baseUrl);
    this.#options = options;
    this.#tokens =
      options.session === undefined ? new Tokens(options.apiKey, 'API key') : new Tokens(options.session, 'session');
  }

  /** Ends one try: after its time, or when the caller says so. */
  signalOf(call: CallOptions): AbortSignal {
    const deadline = AbortSignal.timeout(this.#timeoutMs(call));
    return call.signal ? AbortSignal.any([call.signal, deadline]) : deadline;
  }

  /** Sends a request and reads the answer; whatever goes wrong is an error of the SDK. */
  async send<T>(
    request: HttpRequest,
    call: CallOptions,
    read: (answer: Response) => Promise<T>,
    signal = this.signalOf(call),
  ): Promise<T> {
    try {
      return await read(await this.#fetch(request, call, signal));
    } catch (cause) {
      throw this.toError(cause, call);
    }
  }

  /** Does work once more where the secret has expired meanwhile; the new one is asked for once for all. */
  async renewing<T>(work: () => Promise<T>): Promise<T> {
    const used = this.#tokens.current;
    try {
      return await work();
    } catch (error) {
      const isExpired = error instanceof AuthenticationError && /^(session|api_key)_invalid$/.test(error.code);
      if (!isExpired || !this.#tokens.forget(used)) throw error;
      return work();
    }
  }

  #timeoutMs(call: CallOptions): number {
    return call.timeoutMs ?? this.#options.timeoutMs ?? defaultTimeoutMs;
  }

  /** Any fault of a call as an error of the SDK. */
  toError(cause: unknown, call: CallOptions): SongTrackProError {
    return fromSilence(cause, { origin: this.baseUrl, signal: call.signal, timeoutMs: this.#timeoutMs(call) });
  }

  async #fetch(request: HttpRequest, call: CallOptions, signal: AbortSignal): Promise<Response> {
    const { fetch = globalThis.fetch, hooks, organization, credentials } = this.#options;
    const { method, path, body, idempotencyKey } = request;
    const secret = this.#tokens.known ?? (await within(this.#tokens.get(), signal));
    const headers = {
      ...request.headers,
      [apiVersionHeader]: apiVersion,
      ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
      ...header('x-organization', 'organization', call.organization ?? organization),
      ...header('idempotency-key', 'idempotencyKey', idempotencyKey),
    };
    const info = { call: request.call, method, idempotencyKey: idempotencyKey ?? null };
    const startedAt = performance.now();
    const ended = (status: number | null, requestId: string | null) =>
      tell(hooks?.onAnswer, { ...info, status, requestId, durationMs: performance.now() - startedAt });
    tell(hooks?.onRequest, info);
    try {
      const answer = await fetch(this.baseUrl + path, {
        method,
        headers,
        signal,
        ...(body !== undefined && { body }),
        ...(credentials !== undefined && { credentials }),
      });
      ended(answer.status, answer.headers.get('x-request-id'));
      return answer;
    } catch (error) {
      ended(null, null);
      throw error;
    }
  }
}

import { type Provider, ProviderError } from './provider-error.ts';

/** How a provider is reached. */
export interface ProviderConnection {
  provider: Provider;
  fetch: typeof fetch;
  /** Longest wait for a whole answer. */
  timeoutMs: number;
}

export interface ProviderRequest {
  method: 'GET' | 'POST' | 'DELETE';
  url: URL;
  headers?: Record<string, string>;
  body?: URLSearchParams | string;
  signal?: AbortSignal | undefined;
}

export interface ProviderAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON; null where the answer has no body. */
  body: unknown;
}

const largestBody = 64 * 2 ** 20;
/** The connection was never made, so nothing can have happened. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > largestBody) throw new RangeError(`more than ${largestBody} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/**
 * One request. Redirects are refused: no endpoint that is called here sends any, and following one would carry the
 * token to whoever it names.
 *
 * @throws ProviderError where there is no JSON answer: `timed_out`, `unreachable`, `cut_short`, `redirected`, `not_json`
 */
export async function callProvider(
  { provider, fetch: send, timeoutMs }: ProviderConnection,
  { method, url, headers = {}, body, signal }: ProviderRequest,
): Promise<ProviderAnswer> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const what = `${method} ${url.pathname}`;
  let response: Response | null = null;
  let text: string;
  try {
    response = await send(url, {
      method,
      headers: { accept: 'application/json', ...headers },
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(body !== undefined && { body }),
    });
    text = await readText(response);
  } catch (error) {
    signal?.throwIfAborted();
    const fault = { provider, kind: 'transient', status: response?.status, mayHaveHappened: true } as const;
    if (timeout.aborted) {
      const message = `${what} got no whole answer within ${timeoutMs / 1000} seconds.`;
      throw new ProviderError({ ...fault, reason: 'timed_out', message });
    }
    if (response)
      throw new ProviderError({ ...fault, reason: 'cut_short', message: `The answer to ${what} broke off.` });
    const code = codeOf(error);
    throw new ProviderError({
      ...fault,
      reason: 'unreachable',
      message: `${what} could not be sent to ${url.host}${code && ` (${code})`}.`,
      mayHaveHappened: !neverSent.has(code),
    });
  }
  const { status } = response;
  if (status >= 300 && status < 400) {
    const message = `${what} was answered with a redirect, which is not followed.`;
    throw new ProviderError({ provider, kind: 'permanent', reason: 'redirected', message, status });
  }
  try {
    return { status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
  } catch {
    const type = response.headers.get('content-type')?.split(';')[0] ?? 'nothing that is named';
    const message = `${what} was answered with ${type} instead of JSON (status ${status}).`;
    throw new ProviderError({
      provider,
      kind: 'transient',
      reason: 'not_json',
      message,
      status,
      mayHaveHappened: true,
    });
  }
}

import { ConnectionError, fromAbort, SongTrackProError, silent, TimeoutError } from './errors.ts';

/** The code of a fault of the network, as Node and its likes give it somewhere below the error; browsers give none. */
function networkCode(error: unknown): string {
  for (let inner = error; inner instanceof Error; inner = inner.cause)
    if ('code' in inner && typeof inner.code === 'string') return inner.code;
  return '';
}

type Explanation = [reason: string, message: (origin: string, code: string) => string];

const explanations: [codes: RegExp, ...Explanation][] = [
  [/^ECONNREFUSED$/, 'refused', (origin) => `Nothing listens at ${origin}. Start the server, or correct its address.`],
  [
    /^(ENOTFOUND|EAI_)/,
    'name_not_found',
    (origin) =>
      `The name in ${origin} is not known to DNS. Correct the server’s address, or look at this machine’s network.`,
  ],
  [
    /^(ERR_SSL|EPROTO)/,
    'no_tls',
    (origin) => `${origin} doesn’t speak TLS. Write http:// in its address if it has none, or correct the port.`,
  ],
  [
    /CERT|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH/,
    'certificate',
    (origin, code) =>
      `The certificate of ${origin} is not trusted (${code}). Use the name that it is made for, or let this program trust who issued it: in Node, NODE_EXTRA_CA_CERTS.`,
  ],
  [
    /^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/,
    'unreachable',
    (origin) => `${origin} can’t be reached from here. Look at its address, the network and firewalls.`,
  ],
  [
    /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH_MISMATCH|UND_ERR_BODY_TIMEOUT)$/,
    'broken_off',
    (origin) => `The connection to ${origin} broke off. Send the call again; a mutation with the same idempotencyKey.`,
  ],
];

const unknown: Explanation = [
  'unknown',
  (origin) =>
    `The server could not be reached at ${origin}. Look at its address and the network; a browser also asks for the page’s origin in CORS_ORIGINS of the server.`,
];

export function brokenOff(origin: string, cause?: unknown): ConnectionError {
  const message = `The answer of ${origin} broke off. Send the call again; a mutation with the same idempotencyKey.`;
  return new ConnectionError(message, { code: 'connection', ...silent, details: { reason: 'broken_off' } }, { cause });
}

/** The error of a call that got no answer, with what to do about it. */
export function fromSilence(
  cause: unknown,
  { origin, signal, timeoutMs }: { origin: string; signal: AbortSignal | undefined; timeoutMs: number },
): SongTrackProError {
  // Who aborts may give any reason, also one that looks like a fault of the network.
  if (signal?.aborted) return fromAbort(signal.reason);
  if (cause instanceof SongTrackProError) return cause;
  if (cause instanceof Error && cause.name === 'TimeoutError') {
    const message = `No answer came within ${timeoutMs / 1000} s. Ask for less at once, or give the call a longer \`timeoutMs\`.`;
    return new TimeoutError(message, { code: 'timeout', ...silent }, { cause });
  }
  const code = networkCode(cause);
  const [, ...known] = explanations.find(([codes]) => codes.test(code)) ?? [undefined, ...unknown];
  const [reason, explain] = known;
  const details = code === '' ? { reason } : { reason, cause: code };
  return new ConnectionError(explain(origin, code), { code: 'connection', ...silent, details }, { cause });
}

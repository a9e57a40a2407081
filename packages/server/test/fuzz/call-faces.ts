import type { Procedure } from '@songtrackpro/contracts';
import type { Walked } from '../walk.ts';

export interface FaceAnswer {
  status: number;
  headers: Headers;
  /** What a call that succeeded answered; of a stream, its first event. */
  data?: unknown;
  /** The error of a call that did not. */
  error?: unknown;
}

type Call = (url: string, walked: Walked, input: unknown, headers: Record<string, string>) => Promise<FaceAnswer>;

/** Longest address that the server's HTTP parser takes, with room for the other headers. */
const longestAddress = 12_000;

/** Data of the first event that says something; the stream is left afterwards. */
async function firstEvent(answer: Response): Promise<FaceAnswer> {
  const { status, headers } = answer;
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of answer.body ?? []) {
    text += decoder.decode(bytes, { stream: true });
    for (const event of text.split('\n\n').slice(0, -1)) {
      const data = /^data: ?(.*)$/m.exec(event)?.[1];
      if (data === undefined || /^event: (connected|ping)$/m.test(event)) continue;
      const parsed: unknown = JSON.parse(data);
      if (/^event: (serialized-)?error$/m.test(event)) return { status, headers, error: parsed };
      return /^event: end$/m.test(event) ? { status, headers } : { status, headers, data: parsed };
    }
  }
  return { status, headers };
}

async function read(answer: Response): Promise<FaceAnswer> {
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) return firstEvent(answer);
  const body = (await answer.json()) as { error?: unknown; result?: { data: unknown } };
  const { status, headers } = answer;
  if (status >= 400) return { status, headers, error: body.error };
  return { status, headers, data: body.result === undefined ? body : body.result.data };
}

/** Sends a request and reads its answer as either face gives it. */
export async function readFaceAnswer(address: string, init: RequestInit): Promise<FaceAnswer> {
  const left = new AbortController();
  try {
    return await read(await fetch(address, { ...init, signal: left.signal }));
  } finally {
    left.abort();
  }
}

const json = { 'content-type': 'application/json' };

const overTrpc: Call = (url, { path, procedure }, input, headers) => {
  const body = JSON.stringify(input) ?? 'null';
  return procedure.kind === 'mutation'
    ? readFaceAnswer(`${url}/trpc/${path}`, { method: 'POST', headers: { ...json, ...headers }, body })
    : readFaceAnswer(`${url}/trpc/${path}?input=${encodeURIComponent(body).slice(0, longestAddress)}`, { headers });
};

const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** An address takes well-formed text only; what is no text stands there as JSON. */
const encoded = (value: unknown): string => encodeURIComponent(asText(value).toWellFormed());

/** The address of a call, and what of its input is not in there. */
function placed({ http }: Procedure, input: unknown): { path: string; rest: unknown } {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return { path: http.path, rest: input };
  const inPath = new Set([...http.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''));
  const fields = new Map(Object.entries(input));
  const path = http.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encoded(fields.get(name) ?? '').slice(0, longestAddress),
  );
  return { path, rest: Object.fromEntries([...fields].filter(([name]) => !inPath.has(name))) };
}

const overPlainHttp: Call = (url, { procedure }, input, headers) => {
  const { path, rest } = placed(procedure, input);
  const { method } = procedure.http;
  if (method !== 'GET')
    return readFaceAnswer(url + path, {
      method,
      headers: { ...json, ...headers },
      body: JSON.stringify(rest) ?? 'null',
    });
  const query = Object.entries(rest ?? {}).map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  return readFaceAnswer(`${url}${path}?${query.join('&')}`.slice(0, longestAddress), { headers });
};

/** Both ways to make a call, below the SDK, which would not let everything through. */
export const faces: Readonly<Record<'tRPC' | 'plain HTTP', Call>> = { tRPC: overTrpc, 'plain HTTP': overPlainHttp };

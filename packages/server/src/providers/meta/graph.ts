import { createHmac } from 'node:crypto';
import type { z } from 'zod';
import { callProvider, type ProviderAnswer, type ProviderConnection } from '../call-provider.ts';
import { ProviderError } from '../provider-error.ts';
import { metaErrorOf } from './classify-error.ts';
import { type MetaSettings, metaApiVersion } from './settings.ts';

export interface GraphCall {
  method?: 'GET' | 'POST' | 'DELETE';
  /** Below the version, for example `me/adaccounts`. */
  path: string;
  parameters?: Record<string, string>;
  signal?: AbortSignal | undefined;
}

/** Sees the headers of every answer, those of refusals included. */
export type HeaderListener = (headers: Headers) => void;

/** Calls of the Graph API: the token travels in a header and nowhere else. */
export class Graph {
  readonly connection: ProviderConnection;
  readonly #settings: MetaSettings;

  constructor(settings: MetaSettings) {
    this.#settings = settings;
    const { fetch: send = fetch, timeoutMs = 60_000 } = settings;
    this.connection = { provider: 'meta', fetch: send, timeoutMs };
  }

  url(path: string): URL {
    return new URL(`/${metaApiVersion}/${path}`, this.#settings.graphUrl);
  }

  /** Proves to Meta that the token is used by the app that it was given to. */
  #proof(token: string): string {
    return createHmac('sha256', this.#settings.appSecret).update(token).digest('hex');
  }

  async call<Schema extends z.ZodType>(
    token: string,
    schema: Schema,
    { method = 'GET', path, parameters = {}, signal }: GraphCall,
    onHeaders?: HeaderListener,
  ): Promise<z.infer<Schema>> {
    const url = this.url(path);
    const sent = new URLSearchParams({ ...parameters, appsecret_proof: this.#proof(token) });
    if (method !== 'POST') url.search = sent.toString();
    const headers = { authorization: `Bearer ${token}` };
    const answer = await callProvider(this.connection, {
      method,
      url,
      headers,
      signal,
      ...(method === 'POST' && { body: sent }),
    });
    onHeaders?.(answer.headers);
    return parseAnswer(schema, answer, `${method} ${path}`);
  }
}

/** @throws ProviderError what the answer refuses, or `unknown_shape` */
export function parseAnswer<Schema extends z.ZodType>(
  schema: Schema,
  answer: ProviderAnswer,
  what: string,
): z.infer<Schema> {
  const refusal = metaErrorOf(answer);
  if (refusal) throw refusal;
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ProviderError({
    provider: 'meta',
    kind: 'permanent',
    reason: 'unknown_shape',
    message: `${what} was answered in an unknown shape: ${issue?.path.join('.')}: ${issue?.message}.`,
    status: answer.status,
    mayHaveHappened: true,
  });
}

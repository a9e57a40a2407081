import { createHmac } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { z } from 'zod';
import { callProvider, type ProviderAnswer, type ProviderConnection } from '../call-provider.ts';
import { ProviderError } from '../provider-error.ts';
import { metaErrorOf } from './classify-error.ts';
import { Pauses } from './pauses.ts';
import { type MetaSettings, metaApiVersion } from './settings.ts';
import { readUsage } from './usage.ts';

/** On whose behalf Meta is asked. */
export interface MetaAccess {
  /** Asked before every call, so that a long read goes on with a token that was renewed meanwhile. */
  token(): Promise<string>;
  /** Number of the ad account that the call is about, without `act_`. */
  account: string | null;
  signal?: AbortSignal | undefined;
}

export const accessBy = (accessToken: string): MetaAccess => ({ token: async () => accessToken, account: null });

export interface GraphCall {
  method?: 'GET' | 'POST' | 'DELETE';
  /** Below the version, for example `me/adaccounts`. */
  path: string;
  parameters?: Record<string, string>;
  /** Whether it may be sent again after an answer that didn't come; reading calls may. */
  repeatable?: boolean;
}

const pausesBetweenTriesMs = [1000, 4000];

/** Calls of the Graph API: the token travels in a header and nowhere else, and limits are kept. */
export class Graph {
  readonly connection: ProviderConnection;
  readonly pauses: Pauses;
  readonly rowsPerPage: number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly #settings: MetaSettings;

  constructor(settings: MetaSettings) {
    this.#settings = settings;
    const { fetch: send = fetch, timeoutMs = 60_000 } = settings;
    this.connection = { provider: 'meta', fetch: send, timeoutMs };
    this.pauses = new Pauses(settings.clock);
    // More of them make answers that take too long.
    this.rowsPerPage = settings.rowsPerPage ?? 500;
    this.sleep = settings.sleep ?? ((ms, signal) => setTimeout(ms, undefined, signal && { signal }));
  }

  url(path: string): URL {
    return new URL(`/${metaApiVersion}/${path}`, this.#settings.graphUrl);
  }

  /** Proves to Meta that the token is used by the app that it was given to. */
  #proof(token: string): string {
    return createHmac('sha256', this.#settings.appSecret).update(token).digest('hex');
  }

  /** @throws ProviderError after up to three tries where a call is repeatable and the fault passes */
  async call<Schema extends z.ZodType>(
    access: MetaAccess,
    schema: Schema,
    call: GraphCall,
    onHeaders?: (headers: Headers) => void,
  ): Promise<z.infer<Schema>> {
    const { method = 'GET', path, repeatable = method === 'GET' } = call;
    for (let attempt = 0; ; attempt += 1) {
      try {
        const answer = await this.#send(access, call);
        onHeaders?.(answer.headers);
        return parseAnswer(schema, answer, `${method} ${path}`);
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        const pauseMs = pausesBetweenTriesMs[attempt];
        const passes = error.kind === 'transient' && error.reason !== 'timed_out';
        if (!repeatable || !passes || pauseMs === undefined) throw this.pauses.refused(error, access.account);
        await this.sleep(pauseMs, access.signal);
      }
    }
  }

  async #send({ token: tokenOf, account, signal }: MetaAccess, call: GraphCall): Promise<ProviderAnswer> {
    const { method = 'GET', path, parameters = {} } = call;
    this.pauses.assertOpen(account);
    const token = await tokenOf();
    const url = this.url(path);
    const sent = new URLSearchParams({ ...parameters, appsecret_proof: this.#proof(token) });
    if (method !== 'POST') url.search = sent.toString();
    const headers = { authorization: `Bearer ${token}` };
    const body = method === 'POST' ? { body: sent } : {};
    const answer = await callProvider(this.connection, { method, url, headers, signal, ...body });
    this.pauses.note(readUsage(answer.headers, account));
    return answer;
  }
}

/** @throws ProviderError what the answer refuses, or `unknown_shape` */
function parseAnswer<Schema extends z.ZodType>(schema: Schema, answer: ProviderAnswer, what: string): z.infer<Schema> {
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

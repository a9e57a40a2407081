import type { z } from 'zod';
import { callProvider, type ProviderConnection } from '../call-provider.ts';
import { ProviderError } from '../provider-error.ts';
import { spotifyErrorOf } from './classify-error.ts';
import type { SpotifySettings } from './settings.ts';

export function connectionOf({ fetch: send = fetch, timeoutMs = 60_000 }: SpotifySettings): ProviderConnection {
  return { provider: 'spotify', fetch: send, timeoutMs };
}

/** A reading call of the Web API: the token travels in a header and nowhere else. */
export async function readApi<Schema extends z.ZodType>(
  settings: SpotifySettings,
  token: string,
  schema: Schema,
  path: string,
  parameters: Record<string, string> = {},
): Promise<z.infer<Schema>> {
  const url = new URL(`/v1/${path}`, settings.apiUrl);
  url.search = new URLSearchParams(parameters).toString();
  const headers = { authorization: `Bearer ${token}` };
  const answer = await callProvider(connectionOf(settings), { method: 'GET', url, headers });
  const refusal = spotifyErrorOf(answer);
  if (refusal) throw refusal;
  const parsed = schema.safeParse(answer.body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const message = `GET ${path} was answered in an unknown shape: ${issue?.path.join('.')}: ${issue?.message}.`;
  throw new ProviderError({ provider: 'spotify', kind: 'permanent', reason: 'unknown_shape', message });
}

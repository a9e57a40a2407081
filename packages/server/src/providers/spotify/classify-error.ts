import { z } from 'zod';
import type { ProviderAnswer } from '../call-provider.ts';
import { ProviderError, type ProviderErrorKind } from '../provider-error.ts';

const ApiError = z.object({
  error: z.object({
    status: z.number().int(),
    message: z.string().default('no message'),
    reason: z.string().optional(),
  }),
});
const TokenError = z.object({ error: z.string(), error_description: z.string().optional() });

function classify(status: number, reason: string | undefined): { kind: ProviderErrorKind; reason: string } {
  if (status === 429) {
    return { kind: 'throttled', reason: reason === 'QUOTA_EXCEEDED' ? 'quota_exceeded' : 'rate_limited' };
  }
  if (status === 401) return { kind: 'expired', reason: 'token_expired' };
  if (status === 403) return { kind: 'permission', reason: 'permission_missing' };
  if (status === 404) return { kind: 'permanent', reason: 'not_found' };
  if (status >= 500) return { kind: 'transient', reason: 'try_again' };
  return { kind: 'permanent', reason: 'refused' };
}

/** Seconds, or a moment by the provider's clock. */
function retryAfterMs(headers: Headers): number | undefined {
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const [until, now] = [Date.parse(text), Date.parse(headers.get('date') ?? '')];
  return Number.isNaN(until) || Number.isNaN(now) ? undefined : Math.max(0, until - now);
}

/** The error of an answer of the API that has one, also where its status claims success. */
export function spotifyErrorOf({ status, headers, body }: ProviderAnswer): ProviderError | null {
  const parsed = ApiError.safeParse(body);
  if (!parsed.success && status < 400) return null;
  const said = parsed.data?.error;
  const effective = status >= 400 ? status : (said?.status ?? status);
  return new ProviderError({
    provider: 'spotify',
    ...classify(effective, said?.reason),
    message: said?.message ?? `The API answered with status ${status}.`,
    status,
    code: String(effective),
    subcode: said?.reason,
    retryAfterMs: retryAfterMs(headers),
  });
}

/** The error of an answer of the token endpoint. `invalid_grant` is final: the person has to connect anew. */
export function spotifyTokenErrorOf({ status, headers, body }: ProviderAnswer): ProviderError {
  const said = TokenError.safeParse(body).data;
  const ended = said?.error === 'invalid_grant';
  const known = ended ? { kind: 'expired' as const, reason: 'grant_ended' } : classify(status, undefined);
  return new ProviderError({
    provider: 'spotify',
    ...(said?.error === 'invalid_client' ? { kind: 'permanent' as const, reason: 'app_refused' } : known),
    message: said?.error_description ?? said?.error ?? `The token endpoint answered with status ${status}.`,
    status,
    code: said?.error,
    retryAfterMs: retryAfterMs(headers),
  });
}

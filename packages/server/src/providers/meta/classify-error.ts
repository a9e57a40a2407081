import { z } from 'zod';
import type { ProviderAnswer } from '../call-provider.ts';
import { ProviderError, type ProviderErrorKind } from '../provider-error.ts';

/** How Meta says no, whatever the HTTP status: nothing but the code can be relied on. */
export const MetaErrorBody = z.object({
  error: z.object({
    message: z.string().default('no message'),
    type: z.string().optional(),
    code: z.number().int(),
    error_subcode: z.number().int().optional(),
    error_user_title: z.string().optional(),
    error_user_msg: z.string().optional(),
    is_transient: z.boolean().optional(),
    fbtrace_id: z.string().optional(),
  }),
});
export type MetaErrorBody = z.infer<typeof MetaErrorBody>;

interface Class {
  kind: ProviderErrorKind;
  reason: string;
}

const throttleCodes: Record<number, string> = {
  4: 'app_calls',
  17: 'user_calls',
  32: 'page_calls',
  613: 'custom_limit',
  80000: 'insights_calls',
  80001: 'page_calls',
  80003: 'audience_calls',
  80004: 'management_calls',
  80005: 'lead_calls',
  80014: 'catalog_calls',
};

const endedTokens: Record<number, string> = {
  458: 'app_removed',
  459: 'checkpoint',
  460: 'password_changed',
  463: 'token_expired',
  464: 'unconfirmed',
  467: 'token_invalid',
};

const tooLarge = new Set(['100/1487534', '100/1504018', '2/1504038']);

/** Subcodes that say more than their code. */
const particular: Record<string, Class> = {
  // The development tier calls a throttle a lack of permission.
  '200/4841013': { kind: 'throttled', reason: 'development_tier' },
  '200/1870090': { kind: 'permission', reason: 'audience_terms' },
  '100/1713230': { kind: 'permission', reason: 'upload_blocked' },
  '100/36007': { kind: 'permanent', reason: 'code_expired' },
  '100/36008': { kind: 'permanent', reason: 'redirect_uri_differs' },
  '100/36009': { kind: 'permanent', reason: 'code_used' },
};

/** What is to be done about an error, by its code and subcode. */
export function classifyMetaError({ code, error_subcode: subcode, is_transient }: MetaErrorBody['error']): Class {
  const pair = `${code}/${subcode}`;
  const throttle = throttleCodes[code];
  if (throttle !== undefined) return { kind: 'throttled', reason: throttle };
  if (tooLarge.has(pair)) return { kind: 'too_large', reason: 'too_much_data' };
  const known = particular[pair];
  if (known) return known;
  if (code === 190) return { kind: 'expired', reason: endedTokens[subcode ?? 0] ?? 'token_invalid' };
  if (code === 102) return { kind: 'expired', reason: 'session_ended' };
  if (is_transient === true || code === 1 || code === 2 || code === 341)
    return { kind: 'transient', reason: 'try_again' };
  if (code === 368) return { kind: 'permission', reason: 'blocked_by_policy' };
  if (code === 10 || (code >= 200 && code <= 299)) return { kind: 'permission', reason: 'permission_missing' };
  if (code === 2635) return { kind: 'permanent', reason: 'version_retired' };
  return { kind: 'permanent', reason: 'refused' };
}

/** The error of an answer that has one, also where its status claims success. */
export function metaErrorOf({ status, body }: Pick<ProviderAnswer, 'status' | 'body'>): ProviderError | null {
  const parsed = MetaErrorBody.safeParse(body);
  if (parsed.success) {
    const { error } = parsed.data;
    return new ProviderError({
      provider: 'meta',
      ...classifyMetaError(error),
      message: error.error_user_msg ?? error.message,
      status,
      code: String(error.code),
      subcode: error.error_subcode === undefined ? undefined : String(error.error_subcode),
      traceId: error.fbtrace_id,
      // "Service temporarily unavailable" and its kind come after a change as well as before it.
      mayHaveHappened: error.code === 1 || error.code === 2,
    });
  }
  if (status < 400) return null;
  const kind = status >= 500 || status === 429 ? 'transient' : 'permanent';
  const message = `The API answered with status ${status} and no error that is known.`;
  return new ProviderError({
    provider: 'meta',
    kind,
    reason: 'unknown',
    message,
    status,
    mayHaveHappened: status >= 500,
  });
}

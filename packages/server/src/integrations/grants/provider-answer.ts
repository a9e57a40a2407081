import { AppError } from '../../core/app-error.ts';
import { ProviderError } from '../../providers/index.ts';
import { faultOf } from './fault-of.ts';

/** An error of a provider as the one who called sees it; other errors as they are. */
export function toProviderAnswer(
  error: unknown,
  messageOf?: (error: ProviderError, isAway: boolean) => string,
): unknown {
  if (!(error instanceof ProviderError)) return error;
  const { provider, kind } = error;
  const { reason, providerCode = null, traceId = null } = faultOf(error) ?? {};
  const details = { provider, reason, message: error.message, providerCode, traceId };
  const isAway = kind === 'transient' || kind === 'throttled';
  const text = messageOf && { message: messageOf(error, isAway) };
  return new AppError(isAway ? 'provider_unreachable' : 'provider_refused', { details, cause: error, ...text });
}

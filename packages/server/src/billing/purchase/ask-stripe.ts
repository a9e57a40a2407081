import type Stripe from 'stripe';
import { AppError } from '../../core/app-error.ts';
import type { Services } from '../../core/context.ts';
import { stripeOf } from '../stripe.ts';

interface StripeFault {
  type: string;
  code?: string | undefined;
  statusCode?: number | undefined;
  requestId?: string | undefined;
  message: string;
}

const isStripeFault = (error: unknown): error is Error & StripeFault =>
  error instanceof Error && 'type' in error && String(error.type).startsWith('Stripe');

/** What may go better with the next try. */
const passing = new Set(['StripeConnectionError', 'StripeAPIError', 'StripeRateLimitError']);

/** An error of Stripe as the one who pays sees it; what is wrong with our own key is no business of theirs. */
function toAppError(error: unknown): unknown {
  if (!isStripeFault(error)) return error;
  const { type, code = null, requestId = null, statusCode } = error;
  const details = { provider: 'stripe', reason: code ?? type, traceId: requestId };
  if (passing.has(type) || code === 'lock_timeout' || (statusCode ?? 0) >= 500) {
    const message =
      'Stripe can’t be reached at the moment. Nothing was charged; everything else works. Send the call again.';
    return new AppError('provider_unreachable', { message, details, cause: error });
  }
  if (type === 'StripeAuthenticationError' || type === 'StripePermissionError')
    return new AppError('internal', { cause: error });
  const message = `Stripe refused: ${error.message}`.slice(0, 500);
  return new AppError('provider_refused', { message, details, cause: error });
}

/** Asks Stripe for something on behalf of somebody who waits. */
export async function askStripe<T>(
  services: Pick<Services, 'billing'>,
  work: (stripe: Stripe) => Promise<T>,
): Promise<T> {
  const stripe = await stripeOf(services);
  try {
    return await work(stripe);
  } catch (error) {
    throw toAppError(error);
  }
}

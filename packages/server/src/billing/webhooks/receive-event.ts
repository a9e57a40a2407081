import { insertStripeEvent } from '@songtrackpro/db';
import type { Hono } from 'hono';
import { AppError } from '../../core/app-error.ts';
import { isLive } from '../../core/billing-settings.ts';
import type { Services } from '../../core/context.ts';
import type { HttpEnvironment } from '../../core/http-types.ts';
import { accountOf, stripeOf } from '../stripe.ts';
import { readEvent } from './read-event.ts';

/** Seconds that a signature may be old. */
const tolerance = 300;

/**
 * Refuses a body that Stripe did not sign for this endpoint just now, with any of its secrets. The signature is over the
 * bytes as they came: parsed and written again, they would be others.
 */
async function assertSigned(services: Services, body: Uint8Array, header: string | undefined): Promise<void> {
  const { signature } = (await stripeOf(services)).webhooks;
  const now = services.clock().getTime();
  const isSigned = accountOf(services).webhookSecrets.some((secret) => {
    try {
      return signature?.verifyHeader(body, header ?? '', secret, tolerance, undefined, now) === true;
    } catch {
      return false;
    }
  });
  if (isSigned) return;
  const message =
    'The header `stripe-signature` is not of this body, of now and of a secret of STRIPE_WEBHOOK_SECRETS.';
  throw new AppError('token_invalid', { message });
}

/**
 * Takes what Stripe tells. It is answered as soon as it is stored, under its own id, so Stripe may send it as often as it
 * likes; what it is about is asked for afterwards.
 */
export function mountStripeEvents(app: Hono<HttpEnvironment>, services: Services): void {
  app.post('/v1/billing/stripe/events', async (c) => {
    const account = accountOf(services);
    const body = new Uint8Array(await c.req.arrayBuffer());
    await assertSigned(services, body, c.req.header('stripe-signature'));
    const event = readEvent(new TextDecoder().decode(body), isLive(account));
    const isNew = await insertStripeEvent(services.postgres, event);
    if (isNew) services.wakeBilling();
    return c.json({ received: true, repeated: !isNew });
  });
}

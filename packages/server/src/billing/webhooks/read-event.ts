import type { NewStripeEvent } from '@songtrackpro/db';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';

const Named = z.union([z.string(), z.object({ id: z.string() })]).nullish();

/** What every event of Stripe says; what it is about is only pointed at, and asked for when it is processed. */
const StripeEvent = z.object({
  id: z.string().min(1).max(255),
  object: z.literal('event'),
  type: z.string().min(1).max(255),
  api_version: z.string().nullish(),
  created: z.int(),
  livemode: z.boolean(),
  data: z.object({
    object: z.object({ id: z.string().optional(), object: z.string(), customer: Named, invoice: Named }),
    previous_attributes: z.object({ customer: Named }).nullish(),
  }),
});

const idOf = (named: z.infer<typeof Named>): string | null => (typeof named === 'string' ? named : (named?.id ?? null));

/**
 * The event of a body whose signature was found right.
 *
 * @throws AppError where it is none, or of the other mode of the account
 */
export function readEvent(body: string, live: boolean): NewStripeEvent {
  let parsed: ReturnType<typeof StripeEvent.safeParse> | null = null;
  try {
    parsed = StripeEvent.safeParse(JSON.parse(body));
  } catch {
    // Told below.
  }
  if (!parsed?.success) throw new AppError('invalid_input', { message: 'The body is no snapshot event of Stripe.' });
  const { id, type, api_version, created, livemode, data } = parsed.data;
  if (livemode !== live) {
    const mode = live ? 'live' : 'test';
    const message = `The event is of the other mode of the account; this installation is in ${mode} mode.`;
    throw new AppError('conflict', { message, details: { livemode } });
  }
  const { object, previous_attributes: before } = data;
  const customer = object.object === 'customer' ? object.id : idOf(object.customer);
  return {
    id,
    type,
    apiVersion: api_version ?? null,
    occurredAt: new Date(created * 1000),
    // A payment method that was taken away names nobody any more.
    customerId: customer ?? idOf(before?.customer),
    invoiceId: object.object === 'invoice' ? (object.id ?? null) : idOf(object.invoice),
    payload: body,
  };
}

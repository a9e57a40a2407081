import { Hono } from 'hono';
import { setDecline } from './billing/cards.ts';
import { openDispute } from './billing/refunds.ts';
import type { FakeStripeState } from './core/state.ts';
import type { FakeWebhooks } from './delivery/webhooks.ts';

interface Controlled {
  state: FakeStripeState;
  webhooks: FakeWebhooks;
  advance(by: { days?: number; hours?: number; minutes?: number }): Promise<void>;
}

/** What a program on this machine may have the stand-in do, which Stripe, banks and time do by themselves. */
export function controls({ state, webhooks, advance }: Controlled): Hono {
  const addresses = new Hono();
  const form = async (request: Request) => Object.fromEntries(new URLSearchParams(await request.text()));

  addresses.post('/stand-in/advance', async (c) => {
    const { days = '0', hours = '0', minutes = '0' } = await form(c.req.raw);
    const by = { days: Number(days), hours: Number(hours), minutes: Number(minutes) };
    if (Object.values(by).some((amount) => !Number.isFinite(amount))) return c.json({ error: 'numbers, please' }, 400);
    await advance(by);
    return c.json({ now: new Date(state.now() * 1000).toISOString() });
  });
  addresses.post('/stand-in/card', async (c) => {
    const { payment_method: id = '', decline = '' } = await form(c.req.raw);
    const method = state.paymentMethods.get(id);
    if (!method) return c.json({ error: 'no such payment method' }, 404);
    setDecline(state, method, decline || null);
    return c.json({ payment_method: id, decline: decline || null });
  });
  addresses.post('/stand-in/dispute', async (c) => {
    const { charge: id = '', reason } = await form(c.req.raw);
    const charge = state.charges.get(id);
    return charge
      ? c.json({ dispute: openDispute(state, charge, reason).id })
      : c.json({ error: 'no such charge' }, 404);
  });
  addresses.post('/stand-in/hold', (c) => {
    webhooks.hold();
    return c.json({ held: true });
  });
  addresses.post('/stand-in/flush', async (c) => {
    const { order, seed = '1' } = await form(c.req.raw);
    await webhooks.flush({ order: order === 'reversed' || order === 'shuffled' ? order : 'sent', seed: Number(seed) });
    return c.json({ held: false });
  });
  return addresses;
}

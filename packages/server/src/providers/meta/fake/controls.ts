import { Hono } from 'hono';
import type { FakeDelivery } from './delivery.ts';

/** What a program on this machine may have the stand-in do, which Meta does by itself in time. */
export function controls(delivery: FakeDelivery): Hono {
  const addresses = new Hono();
  addresses.post('/stand-in/restate', async (c) => {
    const form = Object.fromEntries(new URLSearchParams(await c.req.text()));
    const { account = '', date = '', factor = '1' } = form;
    delivery.restate({ account: `act_${account}`, date, factor: Number(factor) });
    return c.json({ restated: date });
  });
  return addresses;
}

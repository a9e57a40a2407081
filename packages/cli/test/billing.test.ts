import { startFakeStripe } from '@songtrackpro/server/fakes';
import { afterAll, expect, test } from 'vitest';
import { songtrackpro } from './run-songtrackpro.ts';

const stripe = await startFakeStripe();
afterAll(() => stripe.close());
const env = {
  STRIPE_SECRET_KEY: stripe.settings.apiKey,
  STRIPE_WEBHOOK_SECRETS: 'whsec_1',
  STRIPE_API_URL: stripe.url,
  PUBLIC_URL: 'https://api.example.com',
};

async function run(...line: string[]) {
  const { code, stdout } = await songtrackpro(line, { env }).ended;
  return { code, output: stdout };
}

test('the catalog of an account is made by one command, which has nothing to do the second time', async () => {
  expect(await run('billing', 'check')).toMatchObject({ code: 1 });
  const first = await run('billing', 'sync-catalog', '--json');
  expect(first.output).toContain('{"what":"songtrackpro_starter_month","done":"made"}');
  expect((await run('billing', 'sync-catalog')).output).not.toMatch(/made|changed/);
  stripe.deliverTo('https://api.example.com/v1/billing/stripe/events', 'whsec_1');
  const checked = await run('billing', 'check');
  expect(checked.output).toMatch(/ok +webhook endpoint/);
  expect(checked.code).toBe(0);
});

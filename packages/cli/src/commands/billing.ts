import type { BillingSettings } from '@songtrackpro/server';
import { CommandError, exitCodes, say } from '../terminal.ts';

interface BillingOptions {
  json?: boolean;
}

interface Account {
  account: NonNullable<BillingSettings['stripe']>;
  publicUrl: string | undefined;
}

/** The account at Stripe that the environment names; no store is needed for it. */
async function accountOfEnvironment(): Promise<Account> {
  const [{ readEnvironment }, { billingSettings }] = await Promise.all([
    import('@songtrackpro/server/environment'),
    import('@songtrackpro/server'),
  ]);
  const environment = readEnvironment(process.env);
  const { stripe } = billingSettings(environment);
  if (stripe) return { account: stripe, publicUrl: environment.PUBLIC_URL };
  throw new CommandError('No account at Stripe is set. Set STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRETS.');
}

/** Makes the products and prices of the plans; what is there and right is left. */
export async function syncCatalog({ json }: BillingOptions): Promise<number> {
  const { account } = await accountOfEnvironment();
  const { syncStripeCatalog } = await import('@songtrackpro/server');
  const steps = await syncStripeCatalog(account);
  if (json) say(JSON.stringify(steps));
  else for (const { what, done } of steps) say(`${done.padEnd(8)}${what}`);
  return exitCodes.done;
}

/** Says what the account lacks. */
export async function checkAccount({ json }: BillingOptions): Promise<number> {
  const { account, publicUrl } = await accountOfEnvironment();
  const { checkStripeAccount } = await import('@songtrackpro/server');
  const findings = await checkStripeAccount(account, publicUrl);
  if (json) say(JSON.stringify(findings));
  else for (const { what, ok, detail } of findings) say(`${ok ? 'ok    ' : 'fault '} ${what}: ${detail}`);
  return findings.every(({ ok }) => ok) ? exitCodes.done : exitCodes.failed;
}

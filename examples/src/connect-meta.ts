/**
 * Plays how numbers arrive by themselves: an ad account of Meta is connected and chosen, its days are fetched, a past day is
 * restated, and the numbers are asked for as of before and now.
 *
 *   npx -y pnpm@12 songtrackpro dev --fakes
 *   SONGTRACKPRO_URL=http://127.0.0.1:4000 SONGTRACKPRO_API_KEY=stp_dev_… node connect-meta.ts
 *
 * It agrees as the person would, so it works with the stand-in of Meta on this machine only, and says so to any other. It may
 * be run again: the connection is then made anew.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { SongTrackPro } from '@songtrackpro/sdk';
import { agreeAsPerson } from './agree-as-person.ts';

const { SONGTRACKPRO_URL: baseUrl = '', SONGTRACKPRO_API_KEY: apiKey = '' } = process.env;
if (baseUrl === '' || apiKey === '') {
  console.error('Set SONGTRACKPRO_URL and SONGTRACKPRO_API_KEY, as `songtrackpro dev --fakes` prints them.');
  process.exit(2);
}

const client = new SongTrackPro({ baseUrl, apiKey });
const say = (what: string, result: string) => console.log(`${what.padEnd(12)} ${result}`);
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** Waits until a sync that was asked for has got through; what is known of it by then. */
async function synced(id: string, after: string | null) {
  for (;;) {
    const [account] = (await client.integrations.health({ id })).accounts;
    if (account?.fault) throw new Error(`${account.fault.message} (${account.fault.code ?? account.fault.reason})`);
    if (account?.status === 'idle' && account.succeededAt !== after) return account;
    await pause(200);
  }
}

const { url, redirectUri } = await client.integrations.connect({ provider: 'meta' });
const standIn = new URL(url ?? '');
if (standIn.hostname !== '127.0.0.1') {
  console.error(`This server asks ${standIn.host}. Start one with \`songtrackpro dev --fakes\`.`);
  process.exit(2);
}
say('Registered', redirectUri);

const { searchParams } = await agreeAsPerson(standIn.href);
const [state, code] = [searchParams.get('state') ?? '', searchParams.get('code') ?? ''];
const { id, accountName, scopes, accounts } = await client.integrations.callback({ state, code });
say('Connected', `${accountName}, who allows ${scopes.filter((scope) => scope.startsWith('ads_')).join(' and ')}`);
for (const { name, currency, timeZone } of accounts) say('Offered', `${name} (${currency}, ${timeZone})`);

const before = (await client.integrations.health({ id })).accounts[0]?.succeededAt ?? null;
const [first] = accounts;
const chosen = await client.integrations.selectAccounts({ id, externalIds: [first?.externalId ?? ''] });
const adAccountId = chosen.accounts.find(({ externalId }) => externalId === first?.externalId)?.adAccountId ?? '';
say('Chosen', `${first?.name}`);

// Of an account that was chosen before only the open days are asked for again.
if (before !== null) await client.integrations.syncNow({ id });
const { backFill, rowsRead, factsChanged, succeededAt, quotaLeftPercent } = await synced(id, before);
say('Fetched', `${rowsRead} rows into ${factsChanged} facts, ${backFill?.done} of ${backFill?.total} days of series`);
say('Limits', `${quotaLeftPercent} % of the tightest are left`);

const range = { from: daysAgo(7), to: daysAgo(2) };
const restated = daysAgo(4);
/** What the account spent by day, as it would have been answered then, or now. */
async function spendByDay(asOf?: string) {
  const subjects = [{ kind: 'adAccount' as const, id: adAccountId }];
  const { buckets, groups } = await client.metrics.series({ subjects, metrics: ['spend'], ...range, asOf });
  const points = groups[0]?.points ?? [];
  return buckets.map(({ key }, index) => [key, `${points[index]?.values.spend?.value ?? 'unknown'}`] as const);
}

const yesterday = new Date().toISOString();
// What Meta does by itself within 28 days, for example when clicks turn out to be no people's.
const factor = `${0.5 + Math.random() / 4}`;
await fetch(new URL('/stand-in/restate', standIn), {
  method: 'POST',
  body: new URLSearchParams({ account: first?.externalId ?? '', date: restated, factor }),
});
await client.integrations.syncNow({ id });
const { restatedShare } = await synced(id, succeededAt);
say('Restated', `${restated}; ${((restatedShare ?? 0) * 100).toFixed(1)} % of the facts that were asked for again`);

const [then, now] = [new Map(await spendByDay(yesterday)), await spendByDay()];
console.log(`\n${'spend'.padEnd(12)} ${'as of before'.padStart(12)} ${'as of now'.padStart(12)}`);
for (const [day, value] of now) {
  const mark = then.get(day) === value ? '' : '  restated';
  console.log(`${day.padEnd(12)} ${(then.get(day) ?? '').padStart(12)} ${value.padStart(12)}${mark}`);
}

import { readFile } from 'node:fs/promises';
import { planCurrency, plans, planTiers, statusRules } from '@songtrackpro/contracts';
import { expect, test } from 'vitest';

const page = await readFile(new URL('../../../../docs/billing.md', import.meta.url), 'utf8');
const number = (value: number | null) => value?.toLocaleString('en-US') ?? 'any number';
const money = (minor: number | undefined) =>
  minor === undefined ? '–' : `${(minor / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })} ${planCurrency}`;

test('the page of billing has the table of plans that the contracts have', () => {
  for (const tier of planTiers) {
    const { name, prices, trialDays, limits, historyDays, pointsPerMinute } = plans[tier];
    const { members, tracks, activeCampaigns, integrations, scheduledReports, eventsPerMonth } = limits;
    const trial = trialDays === 0 ? '–' : `${trialDays} days`;
    const counts = [members, tracks, activeCampaigns, integrations, scheduledReports, eventsPerMonth, pointsPerMinute];
    const history = historyDays === null ? 'all' : `${number(historyDays)} days`;
    const row = [name, money(prices?.month), money(prices?.year), trial, ...counts.map(number), history];
    expect(page).toContain(`| ${row.join(' | ')} |`);
  }
});

test('the page of billing says of each status of Stripe what it means here', () => {
  for (const [stripe, { status, access }] of Object.entries(statusRules)) {
    const given = { full: 'full', grace: 'grace, then read-only', read_only: 'read-only', none: 'none' }[access];
    expect(page).toContain(`| \`${stripe}\` | \`${status}\` | ${given} |`);
  }
});

import { setTimeout as pause } from 'node:timers/promises';
import type { Integration, PlatformChange, SongTrackPro } from '@songtrackpro/sdk';
import { CommandError, say } from '../terminal.ts';

/** Longest wait for a list of one person. */
const patienceMs = 180_000;
const lookEveryMs = 1000;

interface Outcome {
  status: string;
  fault: { message: string; providerCode: string | null } | null;
  nextStep: string | null;
}

/** One line for one thing that was tried; whether it was done. */
function tell(what: string, { status, fault, nextStep }: Outcome): boolean {
  const why = [fault?.message, fault?.providerCode, nextStep].filter((part) => part != null).join(' · ');
  say(`${what.padEnd(12)} ${status}${why === '' ? '' : `: ${why}`}`);
  return status === 'done';
}

async function tryCampaign(client: SongTrackPro, adAccountId: string, currency: string): Promise<boolean> {
  const plan = { name: 'Check of SongTrackPro', budgetKind: 'daily', budgetMinor: 5000, currency } as const;
  const { id } = await client.campaigns.create(plan);
  try {
    const published = await client.campaigns.publish({ id, adAccountId });
    const there: PlatformChange['adCampaignId'] = published.adCampaignId;
    if (!tell('Campaign', published) || there === null) return false;
    const paused = tell('Pause', await client.campaigns.setPlatformStatus({ id: there, status: 'paused' }));
    const budget = await client.campaigns.setPlatformBudget({ id: there, budgetMinor: 6000 });
    return tell('Budget', budget) && paused;
  } finally {
    await client.campaigns.delete({ id });
  }
}

async function delivered(client: SongTrackPro, id: string): Promise<Outcome> {
  for (let waited = 0; ; waited += lookEveryMs) {
    const delivery = await client.audiences.getDelivery({ id });
    if (delivery.status !== 'open' || waited >= patienceMs) return delivery;
    await pause(lookEveryMs);
  }
}

async function tryAudience(client: SongTrackPro, adAccountId: string): Promise<boolean> {
  const { id } = await client.audiences.create({ name: 'Check of SongTrackPro', kind: 'list' });
  try {
    await client.audiences.uploadList({ id }, [{ email: 'mary@example.com' }]);
    const { id: sending } = await client.audiences.publish({ id, adAccountId });
    if (!tell('Audience', await delivered(client, sending))) return false;
    const { id: withdrawal } = await client.audiences.withdraw({ id });
    return tell('Withdrawn', await delivered(client, withdrawal));
  } finally {
    await client.audiences.delete({ id });
  }
}

/**
 * Makes a paused campaign and an audience of one invented person in an ad account, and says what the platform made of it. The
 * audience goes again; the campaign stays there, paused, until somebody deletes it.
 */
export async function tryWriting(client: SongTrackPro, connection: Integration, number: string): Promise<boolean> {
  const offered = connection.accounts.find(({ externalId }) => externalId === number);
  if (!offered) throw new CommandError(`The connection offers no ad account ${number}.`);
  const chosen = connection.accounts.flatMap(({ externalId, adAccountId }) =>
    adAccountId === null ? [] : [externalId],
  );
  const externalIds = [...new Set([...chosen, number])];
  const { accounts } = await client.integrations.selectAccounts({ id: connection.id, externalIds });
  const adAccountId = accounts.find(({ externalId }) => externalId === number)?.adAccountId;
  if (adAccountId == null) throw new CommandError(`The ad account ${number} could not be chosen.`);
  const campaign = await tryCampaign(client, adAccountId, offered.currency ?? 'USD');
  const audience = await tryAudience(client, adAccountId);
  say('Delete the paused campaign “Check of SongTrackPro” at the platform when you have seen it.');
  return campaign && audience;
}

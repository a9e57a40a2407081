import type { Campaign, CampaignStatus } from '@songtrackpro/sdk';
import { connect } from '../connection/connect.ts';
import type { ServerOptions } from '../connection/find-server.ts';
import { findCampaign } from '../report/find-campaign.ts';
import { sayFields, sayList } from '../report/list-lines.ts';
import { exitCodes, say } from '../terminal.ts';

interface Options extends ServerOptions {
  json?: boolean;
}

/** An imported campaign stands as its ad platform says. */
const standing = ({ status, platformStatus }: Campaign): string =>
  status ?? platformStatus?.toLowerCase() ?? 'imported';

const budget = ({ budgetMinor, budgetKind, currency }: Campaign): string | null => {
  if (budgetMinor === null || currency === null) return null;
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return `${(budgetMinor / 10 ** digits).toFixed(digits)} ${currency} ${budgetKind === 'daily' ? 'a day' : 'in all'}`;
};

interface ListOptions extends Options {
  status?: CampaignStatus;
  text?: string;
  limit: number;
}

/** Campaigns of the organization, newest first. */
export async function listCampaigns({ status, text, json, limit, ...options }: ListOptions): Promise<number> {
  const client = await connect(options);
  return sayList(
    client.campaigns.list({ status, text, limit: Math.min(limit + 1, 200) }),
    {
      id: ({ id }) => id,
      name: ({ name }) => name,
      status: standing,
      from: ({ startDate }) => startDate,
      to: ({ endDate }) => endDate,
      budget,
    },
    { json, limit },
  );
}

/** One campaign by name or id. */
export async function getCampaign(wanted: string, { json, ...options }: Options): Promise<number> {
  const client = await connect(options);
  const campaign = await findCampaign(client, wanted);
  const { id, name, origin, startDate, endDate, tags, version } = campaign;
  return sayFields(
    campaign,
    {
      Id: id,
      Name: name,
      Status: standing(campaign),
      Origin: origin,
      From: startDate,
      To: endDate,
      Budget: budget(campaign),
      Tags: tags.join(', '),
      Version: version,
    },
    json,
  );
}

/** Brings a campaign into a state; one that is in it already stays as it is. */
export async function setCampaignStatus(
  wanted: string,
  status: 'active' | 'paused',
  { json, ...options }: Options,
): Promise<number> {
  const client = await connect(options);
  const { id, version, ...found } = await findCampaign(client, wanted);
  const isNew = found.status !== status;
  const campaign = isNew ? await client.campaigns.changeStatus({ id, version, status }) : { ...found, id, version };
  if (json) say(JSON.stringify(campaign));
  else say(`${campaign.name} is ${status}${isNew ? '' : ' already'}.`);
  return exitCodes.done;
}

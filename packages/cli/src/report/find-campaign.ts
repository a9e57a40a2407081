import type { Campaign, SongTrackPro } from '@songtrackpro/sdk';
import { CommandError } from '../terminal.ts';

/** The campaign of this id or name; of several of one name the id has to be given. */
export async function findCampaign(client: SongTrackPro, wanted: string): Promise<Campaign> {
  const found: Campaign[] = [];
  for await (const campaign of client.campaigns.list({ limit: 200 })) {
    if (campaign.id === wanted.toLowerCase()) return campaign;
    if (campaign.name === wanted) found.push(campaign);
  }
  const [first, ...others] = found;
  if (first === undefined)
    throw new CommandError(`There is no campaign “${wanted}”. \`campaigns list\` and the report list the names.`);
  if (others.length > 0)
    throw new CommandError(
      `Several campaigns are called “${wanted}”. Give one of their ids: ${found.map(({ id }) => id).join(', ')}.`,
    );
  return first;
}

import { connect } from '../connection/connect.ts';
import type { ServerOptions } from '../connection/find-server.ts';
import { resolveArtist } from '../imports/resolve-names.ts';
import { CommandError, exitCodes, say } from '../terminal.ts';

export async function link(
  wantedArtist: string,
  options: ServerOptions & { campaign?: string; json?: boolean },
): Promise<number> {
  const client = await connect(options);
  const wanted = [];
  for await (const campaign of client.campaigns.list({ limit: 200 })) {
    const matches =
      options.campaign === undefined
        ? campaign.artistId === null
        : [campaign.id, campaign.name].includes(options.campaign);
    if (matches) wanted.push(campaign);
  }
  if (wanted.length === 0) {
    throw new CommandError(
      options.campaign === undefined
        ? 'Every campaign has an artist already. Name one with --campaign to link it to another.'
        : `There is no campaign “${options.campaign}”. The report lists the names.`,
    );
  }
  const artist = await resolveArtist(client, wantedArtist);
  for (const { id, version } of wanted) await client.campaigns.update({ id, version, artistId: artist.id });
  if (options.json) say(JSON.stringify({ artist, campaignIds: wanted.map(({ id }) => id) }));
  else say(`${wanted.length} ${wanted.length === 1 ? 'campaign is' : 'campaigns are'} linked to ${artist.name}.`);
  return exitCodes.done;
}

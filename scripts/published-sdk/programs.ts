/** What a program of any kind does with the SDK: a call, a refusal, an upload's subscription. It prints what came. */
const body = `
const { apiKey, baseUrl } = settings;
const client = new SongTrackPro({ apiKey, baseUrl });
const { organization } = await client.organizations.me();
const refused = await client.tracks.get({ id: organization.id }).catch((error) => error);
const { id } = await client.imports.create({ fileName: 'report.csv' });
const stopped = new AbortController();
let status;
for await (const event of client.imports.watch({ id }, { signal: stopped.signal })) {
  status = event.status;
  break;
}
stopped.abort();
const outcome = {
  slug: organization.slug,
  refused: refused instanceof NotFoundError && refused.code,
  status,
  metric: formatMetric('cpm', { value: 1234567, reason: null }, 'EUR'),
};`;

const names = '{ formatMetric, NotFoundError, SongTrackPro }';
const settings = 'const settings = { apiKey: process.env.API_KEY, baseUrl: process.env.BASE_URL };';

export const esModule = `import ${names} from '@songtrackpro/sdk';
${settings}${body}
console.log(JSON.stringify(outcome));
`;

export const commonJs = `const ${names} = require('@songtrackpro/sdk');
${settings}
(async () => {${body}
console.log(JSON.stringify(outcome));
})();
`;

/** A page's program; it sends what came to the server that it was loaded from. */
export const page = `import ${names} from '@songtrackpro/sdk';
const tell = (outcome) => fetch('/outcome', { method: 'POST', body: JSON.stringify(outcome) });
async function main() {
const settings = await (await fetch('/settings')).json();${body}
return outcome;
}
main().then(tell, (error) => tell({ error: String(error) + error.stack }));
`;

/** Three resources and a subscription. */
export const smallPage = `import { Campaigns, clientWith, Metrics, Tracks } from '@songtrackpro/sdk';
const resources = { campaigns: Campaigns, metrics: Metrics, tracks: Tracks };
const client = clientWith(resources, { session: () => sessionStorage.session, baseUrl: location.origin });
for await (const campaign of client.campaigns.list()) document.title = campaign.name;
document.body.append((await client.tracks.list()).items.length);
for await (const { position } of client.metrics.watch()) console.log(position);
`;

/** A strict program in TypeScript, in which every type that it names has to be one. */
export const typed = `
import { type Campaign, clientWith, hasCode, type Series, SongTrackPro, Tracks } from '@songtrackpro/sdk';
const client = new SongTrackPro({ apiKey: 'key', baseUrl: 'http://127.0.0.1:1' });
export const load = (id: string): Promise<Campaign> => client.campaigns.get({ id });
export async function titles(): Promise<string[]> {
  const found: string[] = [];
  for await (const track of client.tracks.list({ limit: 5 })) found.push(track.title);
  return found;
}
export async function rename(campaign: Campaign, name: string): Promise<unknown> {
  try {
    return await client.campaigns.update({ id: campaign.id, version: campaign.version, name });
  } catch (error) {
    if (hasCode(error, 'stale_version')) return error.details.current;
    throw error;
  }
}
const some = clientWith({ tracks: Tracks }, { session: async () => 'token', baseUrl: 'http://127.0.0.1:1' });
export const title: Promise<string> = some.tracks.get({ id: 'x' }).then((track) => track.title);
// @ts-expect-error: an input is not just anything.
client.campaigns.get({ name: 'x' });
// @ts-expect-error: a resource that was not asked for is not there.
some.campaigns;
export type Numbers = Series;
`;

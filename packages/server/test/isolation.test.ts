import { contract, type Procedure } from '@songtrackpro/contracts';
import { expect, test } from 'vitest';
import { campaignsCsv, timelineCsv } from './exports.ts';
import { openTestServer, type TestOrganization } from './support.ts';

const { server, organization } = await openTestServer();
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const uuidsInText = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** An organization with every kind of entity, and all of their ids. */
async function furnished(): Promise<TestOrganization & { ids: Set<string> }> {
  const owner = await organization();
  const { client } = owner;
  const artist = await client.artists.create({ name: 'A' });
  await client.tracks.create({ artistId: artist.id, title: 'T' });
  await client.campaigns.create({ name: 'C', artistId: artist.id });
  await client.apiKeys.create({ name: 'K', scopes: ['artists:read'] });
  await client.imports.run(
    { fileName: 'A-audience-timeline.csv', artistId: artist.id },
    timelineCsv([['2026-01-01', 7]]),
  );
  const ads = [
    { name: '', spend: '1', impressions: 1, reach: 1 },
    { name: 'One', spend: '1', impressions: 1, reach: 1 },
  ];
  await client.imports.run({ fileName: 'campaigns.csv' }, campaignsCsv(ads));
  return { ...owner, ids: collectIds(await everythingOf(owner)) };
}

/** All that an organization can read of itself: both stores, through every list and report. */
async function everythingOf({ client }: TestOrganization): Promise<unknown> {
  const [artists, tracks, campaigns, apiKeys, overview] = await Promise.all([
    client.artists.list(),
    client.tracks.list(),
    client.campaigns.list(),
    client.apiKeys.list(),
    client.reports.overview({ asOf: '2099-01-01' }),
  ]);
  const reports = await Promise.all(
    campaigns.items.map(({ id }) => client.reports.campaign({ campaignId: id, asOf: '2099-01-01' })),
  );
  // This reading itself is a use of the key.
  const keys = apiKeys.items.map(({ useCount: _, lastUsedAt: __, ...key }) => key);
  return { artists, tracks, campaigns, keys, overview, reports };
}

function collectIds(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string' && uuid.test(value)) found.add(value);
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) collectIds(part, found);
  return found;
}

/** The input with every id-shaped value replaced. */
function withId(value: unknown, id: string): unknown {
  if (typeof value === 'string') return uuid.test(value) ? id : value;
  if (Array.isArray(value)) return value.map((part) => withId(part, id));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withId(part, id)]));
}

async function call({ apiKey }: TestOrganization, path: string, procedure: Procedure, input: unknown) {
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' };
  const body = JSON.stringify(input);
  // A subscription is read like a query; what it streams is text as well.
  return procedure.kind !== 'mutation'
    ? fetch(`${server.url}/trpc/${path}?input=${encodeURIComponent(body)}`, { headers })
    : fetch(`${server.url}/trpc/${path}`, { method: 'POST', headers, body });
}

/** A stream answers 200 before its verb has run: what is wrong comes as an event. Other answers are left as they are. */
function withoutStreamedErrors(body: string): string {
  return body
    .split('\n\n')
    .filter((event) => !/^event: (serialized-)?error$/m.test(event))
    .join('\n\n');
}

const procedures = Object.entries(contract).flatMap(([domain, group]) =>
  Object.entries(group as Record<string, Procedure>).map(([name, procedure]) => ({
    path: `${domain}.${name}`,
    procedure,
  })),
);

test.each(procedures)('$path reads and writes nothing of another organization', async ({ path, procedure }) => {
  const [mine, other] = [await furnished(), await furnished()];
  const before = await everythingOf(other);
  for (const id of other.ids) {
    const answer = await call(mine, path, procedure, withId(procedure.example, id));
    const body = withoutStreamedErrors(await answer.text());
    expect(answer.status, `${path} with a foreign id`).toBeLessThan(500);
    // An error repeats the id that it was asked for; an answer must not know it.
    if (answer.ok)
      for (const [leaked] of body.matchAll(uuidsInText))
        expect(other.ids.has(leaked), `${path} leaked ${leaked}`).toBe(false);
  }
  expect(await everythingOf(other)).toEqual(before);
});

import { randomUUID } from 'node:crypto';
import type { NewCampaignCreatives } from '@songtrackpro/sdk';
import { expect, test } from 'vitest';
import { campaignIn, readyCampaign } from '../../test/campaigns.ts';
import { errorOf, openTestServer } from '../../test/support.ts';

const { organization } = await openTestServer();
const utm = { source: 'meta', medium: 'paid_social', campaign: 'release_week' };

const creatives = (destinationUrl: string, fields: typeof utm | null = utm): NewCampaignCreatives => ({
  version: 1,
  variants: [
    {
      id: randomUUID(),
      kind: 'text',
      assetUrl: null,
      headline: 'Out now',
      body: null,
      callToAction: null,
      destinationUrl,
      utm: fields,
    },
  ],
});

test('readiness names what a draft lacks, and nothing once it is there', async () => {
  const { client } = await organization();
  const { id } = await client.campaigns.create({ name: 'Release week' });
  expect(await client.campaigns.readiness({ id })).toEqual({
    campaignId: id,
    status: 'draft',
    ready: false,
    missing: ['track', 'budget', 'dates', 'goal'],
    errors: [],
    warnings: [],
  });
  const ready = await readyCampaign(client);
  expect(await client.campaigns.readiness({ id: ready.id })).toMatchObject({ ready: true, missing: [] });
  const active = await campaignIn(client, 'active');
  expect(await client.campaigns.readiness({ id: active.id })).toMatchObject({
    status: 'active',
    ready: false,
    missing: [],
  });
});

test('a warning about a link is told and keeps no campaign from starting', async () => {
  const { client } = await organization();
  const plan = { creatives: creatives('https://example.com/?utm_source=meta', null) };
  const { id, version } = await readyCampaign(client, plan);
  const told = await client.campaigns.readiness({ id });
  expect(told).toMatchObject({ ready: true, errors: [] });
  expect(told.warnings).toMatchObject([
    { variantId: plan.creatives.variants?.[0]?.id, code: 'utm_missing', severity: 'warning', parameter: 'utm_medium' },
    { code: 'utm_missing', parameter: 'utm_campaign' },
  ]);
  expect(await client.campaigns.changeStatus({ id, version, status: 'active' })).toMatchObject({ status: 'active' });
});

test('a link that contradicts its fields keeps a campaign from starting until it is mended', async () => {
  const { client } = await organization();
  const { id, version } = await readyCampaign(client, { creatives: creatives('https://example.com/?utm_source=mail') });
  expect(await client.campaigns.readiness({ id })).toMatchObject({
    ready: false,
    missing: ['links'],
    errors: [{ code: 'utm_conflict', severity: 'error', parameter: 'utm_source' }],
  });
  const error = await errorOf(client.campaigns.changeStatus({ id, version, status: 'active' }));
  expect(error).toMatchObject({ code: 'conflict', details: { missing: ['links'] } });
  const mended = await client.campaigns.update({ id, version, creatives: creatives('https://example.com/song') });
  expect(await client.campaigns.changeStatus({ id, version: mended.version, status: 'active' })).toMatchObject({
    status: 'active',
  });
});

test('an address that is none of the web is refused as it is written', async () => {
  const { client } = await organization();
  for (const link of ['ftp://example.com/song', 'javascript:alert(1)', 'spotify:track:1']) {
    const error = await errorOf(client.campaigns.create({ name: 'C', creatives: creatives(link) }));
    expect(error).toMatchObject({ code: 'invalid_input' });
  }
});

test('the readiness of another organization’s campaign is not told', async () => {
  const [{ client }, other] = [await organization(), await organization()];
  const { id } = await other.client.campaigns.create({ name: 'Theirs' });
  expect(await errorOf(client.campaigns.readiness({ id }))).toMatchObject({ code: 'not_found' });
});

test('a campaign whose track was deleted is not started until the track is back', async () => {
  const { client } = await organization();
  const { id, version, trackId } = await readyCampaign(client);
  await client.tracks.delete({ id: trackId });
  expect(await client.campaigns.readiness({ id })).toMatchObject({ ready: false, missing: ['track'] });
  const start = () => client.campaigns.changeStatus({ id, version, status: 'active' });
  expect(await errorOf(start())).toMatchObject({ code: 'conflict', details: { missing: ['track'] } });
  await client.tracks.restore({ id: trackId });
  expect(await start()).toMatchObject({ status: 'active', trackId });
});

test('an image or a video names the address of its file, over https', async () => {
  const { client } = await organization();
  const [text] = creatives('https://example.com/').variants ?? [];
  const plan = (kind: 'image' | 'video', assetUrl: string | null) => ({
    name: 'Shown',
    creatives: { version: 1 as const, variants: text ? [{ ...text, kind, assetUrl }] : [] },
  });
  const cover = 'https://cdn.example.com/cover.jpg';
  const { creatives: kept } = await client.campaigns.create(plan('image', cover));
  expect(kept).toMatchObject({ variants: [{ kind: 'image', assetUrl: cover }] });
  for (const assetUrl of [null, 'http://cdn.example.com/cover.jpg', 'cover.jpg']) {
    const refused = await errorOf(client.campaigns.create(plan('video', assetUrl)));
    expect(refused).toMatchObject({
      code: 'invalid_input',
      details: { fields: [{ path: 'creatives.variants.0.assetUrl' }] },
    });
  }
});

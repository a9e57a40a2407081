import { join } from 'node:path';
import { SongTrackPro } from '@songtrackpro/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killEverything, removeFolder, temporaryFolder } from './installation.ts';
import { songtrackpro } from './run-songtrackpro.ts';

let folder: string;

beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(async () => {
  await killEverything(folder);
  await removeFolder(folder);
});

test('dev with fakes serves the API beside consent pages and Stripe, a command moves the time of all, and Ctrl-C ends them', async () => {
  const run = songtrackpro(['dev', '--fakes', '--data', join(folder, 'data')]);
  const [, meta = ''] = await run.says(/^Meta is played by (http:\/\/127\.0\.0\.1:\d+)/m);
  const [, spotify = ''] = await run.says(/^Spotify is played by (http:\/\/127\.0\.0\.1:\d+)/m);
  const [, apiKey = ''] = await run.says(/^API key: (stp_dev_\S+)$/m);
  const [, url = ''] = await run.says(/Serving at (http:\/\/127\.0\.0\.1:\d+)/);
  const me = await fetch(`${url}/v1/organizations/me`, { headers: { authorization: `Bearer ${apiKey}` } });
  expect(me.status).toBe(200);

  const back = encodeURIComponent('http://127.0.0.1:4000/back');
  const dialog = await fetch(
    `${meta}/v26.0/dialog/oauth?client_id=400000000000001&redirect_uri=${back}&scope=ads_read`,
  );
  expect(await dialog.text()).toContain('Log in with Meta');
  const consent = await fetch(
    `${spotify}/authorize?client_id=fakespotifyclient&redirect_uri=${back}&response_type=code`,
  );
  expect(await consent.text()).toContain('Log in with Spotify');

  const [, stripe = '', secretKey = ''] = await run.says(/^Stripe is played by (http:\S+), with the key (\S+)$/m);
  const customers = await fetch(`${stripe}/v1/customers`, { headers: { authorization: `Bearer ${secretKey}` } });
  expect(await customers.json()).toMatchObject({ object: 'list', data: [] });
  const client = new SongTrackPro({ apiKey, baseUrl: url });
  const begun = Date.now();
  const { id: subjectId } = await client.artists.create({ name: 'A' });
  const observedAt = new Date(begun + 20 * 86_400_000).toISOString();
  const late = {
    subjectKind: 'artist',
    subjectId,
    date: observedAt.slice(0, 10),
    observedAt,
    values: { streams: 1 },
  } as const;
  expect(await client.metrics.push({ facts: [late] })).toMatchObject({ refused: [{ reason: 'in_the_future' }] });
  const advance = await songtrackpro(['fakes', 'advance', '--days', '30', '--json', '--data', join(folder, 'data')])
    .ended;
  const { now }: { now: string } = JSON.parse(advance.stdout);
  expect(Date.parse(now)).toBeGreaterThan(begun + 29 * 86_400_000);
  expect(await client.metrics.push({ facts: [late] })).toMatchObject({ recorded: 1 });

  run.send('SIGINT', 'group');
  expect((await run.ended).code).toBe(0);
  await expect(fetch(meta)).rejects.toThrow();
});

test('time is moved on only where something stands in for Stripe, and says what to start', async () => {
  const nowhere = songtrackpro(['fakes', 'advance', '--days', '1', '--data', join(folder, 'empty')]);
  const { code, stderr } = await nowhere.ended;
  expect(code).toBe(1);
  expect(stderr).toContain('dev --fakes');
  const idle = await songtrackpro(['fakes', 'advance', '--data', join(folder, 'empty')]).ended;
  expect(idle.stderr).toContain('--days');
});

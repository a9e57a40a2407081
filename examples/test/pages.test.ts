import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SongTrackPro } from '@songtrackpro/sdk';
import {
  createLog,
  createOrganizationWithKey,
  type RunningServer,
  startServer,
  systemClock,
} from '@songtrackpro/server';
import { build, type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChromium } from '../../scripts/vitest/headless-browser.ts';
import { openPage } from '../../scripts/vitest/headless-page.ts';
import { storeSettings } from '../../scripts/vitest/store-settings.ts';
import { campaignLines, changeLine, signIn } from '../browser/src/client.ts';
import { loadCampaigns, loadNumbers, watchNumbers } from '../dashboard/src/numbers.ts';

const root = (name: string) => fileURLToPath(new URL(`../${name}/`, import.meta.url));
const chromium = findChromium();

let folder: string;
let pages: { dashboard: PreviewServer; browser: PreviewServer };
let server: RunningServer;
let apiKey: string;
let client: SongTrackPro;
let campaignId: string;
let trackId: string;

const originOf = ({ resolvedUrls }: PreviewServer) => (resolvedUrls?.local[0] ?? '').replace(/\/$/, '');

/** Builds a page and serves what was built, as it is: nothing is made anew while it is looked at. */
async function serve(name: string, proxy?: Record<string, object>): Promise<PreviewServer> {
  const built = { outDir: join(folder, name), emptyOutDir: true };
  await build({ root: root(name), logLevel: 'error', build: built });
  const given = { port: 0, host: '127.0.0.1', open: false, ...(proxy && { proxy }) };
  return preview({ root: root(name), logLevel: 'error', build: built, preview: given });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stp-pages-'));
  // The page of another origin first: the API has to be told of it.
  const browser = await serve('browser');
  server = await startServer({
    stores: storeSettings(),
    log: createLog('silent'),
    pointsPerMinute: 0,
    timetable: false,
    http: { corsOrigins: [originOf(browser)] },
  });
  const made = await createOrganizationWithKey(server.services.postgres, {
    name: 'Night label',
    slug: `night-${randomUUID()}`,
    kind: 'label',
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    keyName: 'of the pages',
    environment: 'dev',
    now: systemClock(),
  });
  apiKey = made.apiKey;
  const toApi = { target: server.url, headers: { authorization: `Bearer ${apiKey}` } };
  pages = { browser, dashboard: await serve('dashboard', { '/trpc': toApi, '/v1': toApi }) };
  client = new SongTrackPro({ baseUrl: server.url, apiKey });
  const artist = await client.artists.create({ name: 'Sample Artist' });
  ({ id: trackId } = await client.tracks.create({ artistId: artist.id, title: 'Sample Song' }));
  const days = { startDate: '2026-01-01', endDate: '2026-01-05' };
  ({ id: campaignId } = await client.campaigns.create({ name: 'Release week', trackId, ...days }));
  await push('2026-01-01', 10);
  await push('2026-01-02', 30);
});
afterAll(async () => {
  await Promise.all(Object.values(pages).map((page) => page.close()));
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function push(date: string, streams: number): Promise<void> {
  const fact = { date, observedAt: `${date}T23:00:00Z` };
  const { refused } = await client.metrics.push({
    facts: [
      { subjectKind: 'track', subjectId: trackId, ...fact, values: { streams } },
      { subjectKind: 'campaign', subjectId: campaignId, ...fact, values: { spend: '12.50' }, currency: 'EUR' },
    ],
  });
  expect(refused).toEqual([]);
}

test('the dashboard reads campaigns and their days through what serves it, and is told of a change', async () => {
  const own = new SongTrackPro({ baseUrl: originOf(pages.dashboard) });
  expect((await loadCampaigns(own)).map(({ name }) => name)).toEqual(['Release week']);
  const numbers = await loadNumbers(own, campaignId);
  expect(numbers).toMatchObject({ campaign: { name: 'Release week' }, currency: 'EUR', hint: null });
  expect(numbers.days.slice(0, 2)).toEqual([
    { date: '2026-01-01', spend: 12.5, streams: 10 },
    { date: '2026-01-02', spend: 12.5, streams: 30 },
  ]);
  const stop = new AbortController();
  const told: string[] = [];
  const onChange = () => {
    told.push('changed');
    stop.abort();
  };
  const onOpen = () => {
    told.push('open');
    void push('2026-01-03', 20);
  };
  await watchNumbers(own, { onOpen, onChange }, stop.signal).catch((error: Error) => told.push(error.name));
  expect(told).toEqual(['open', 'changed', 'AbortedError']);
});

test('no page that was built has the key in it', async () => {
  for (const name of ['dashboard', 'browser']) {
    const files = await readdir(join(folder, name), { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile()))
      expect(await readFile(join(file.parentPath, file.name), 'utf8')).not.toContain(apiKey);
  }
});

test('the browser client signs in by key, and tells campaigns and changes in a line each', async () => {
  const own = await signIn({ url: server.url, email: '', password: '', key: apiKey });
  expect(await campaignLines(own)).toEqual(['Release week: draft, 2026-01-01 to 2026-01-05']);
  const subject = { kind: 'track' as const, id: trackId, name: 'Sample Song' };
  expect(changeLine({ change: 'restated', subject, from: '2026-01-01', metrics: ['streams'] })).toBe(
    'restated: Sample Song, 2026-01-01, streams',
  );
});

const inBrowser = chromium === undefined ? 'headless Chromium, which is not on this machine' : 'headless Chromium';

// Left out where no Chromium is on the PATH; a build machine has it.
test.skipIf(chromium === undefined)(
  `the dashboard is drawn, and changes as numbers arrive, in ${inBrowser}`,
  async () => {
    const page = await openPage(chromium ?? '', join(folder, 'chromium-1'), `${originOf(pages.dashboard)}/`);
    try {
      const text = await page.says(/Streams: \d of \d days known/);
      expect(text).toMatch(/^Campaigns\n+(Live, 0 changes since the page was opened|Connecting …)\n+Release week\n/);
      expect(text).toContain('Spend in EUR: ');
      expect(await page.run("document.querySelectorAll('polyline').length")).toBeGreaterThan(1);
      await page.says(/Live, /);
      await push('2026-01-04', 77);
      expect(await page.says(/highest 77/)).toMatch(/Live, [12] changes/);
    } finally {
      await page.close();
    }
  },
);

// Left out where no Chromium is on the PATH; a build machine has it.
test.skipIf(chromium === undefined)(
  `a page of another origin signs in and lists campaigns in ${inBrowser}`,
  async () => {
    const page = await openPage(chromium ?? '', join(folder, 'chromium-2'), `${originOf(pages.browser)}/`);
    try {
      await page.says(/Not signed in\./);
      const fill = (key: string) =>
        page.run(`(() => {
        const form = document.getElementById('sign-in');
        form.elements.url.value = ${JSON.stringify(server.url)};
        form.elements.key.value = ${JSON.stringify(key)};
        form.requestSubmit();
      })()`);
      await fill('stp_dev_wrong');
      await page.says(/not a SongTrackPro API key/);
      await fill(apiKey);
      const text = await page.says(/Night label: 1 campaigns/);
      expect(text).toContain('Release week: draft, 2026-01-01 to 2026-01-05');
    } finally {
      await page.close();
    }
  },
);

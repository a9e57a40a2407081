import { expect, test } from 'vitest';
import { dailyExport, reportedCampaign } from '../../../test/reported-campaign.ts';
import { storedOf } from '../../../test/stored.ts';
import { errorOf, openTestServer, type TestOrganization } from '../../../test/support.ts';

let now = new Date();
const clock = () => now;
const { server, organization, person, makeStaff } = await openTestServer({ clock });

async function shared(owner: TestOrganization) {
  const { campaignId } = await reportedCampaign(owner);
  const { id } = await owner.client.reports.build({ campaignId });
  const share = await owner.client.reports.share({ id, version: 1, expiresInDays: 14, label: 'For the band' });
  return { campaignId, reportId: id, share, path: share.path ?? '' };
}

const open = (path: string, init: RequestInit = {}) => fetch(`${server.url}${path}`, init);
const withoutId = (answer: Response) =>
  Object.fromEntries([...answer.headers].filter(([name]) => !['x-request-id', 'date'].includes(name)));

test('whoever has the link reads exactly that version as page and as file, without an account', async () => {
  const owner = await organization();
  const { campaignId, reportId, path } = await shared(owner);
  await owner.client.imports.run({ fileName: 'later.csv' }, dailyExport('Release', ['9', '9', '9', '9']));
  expect((await owner.client.reports.build({ campaignId })).version).toBe(2);
  const page = await open(path);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toContain('text/html');
  const text = await page.text();
  for (const part of ['Release', '6.60 USD', '1 day is unknown (2026-01-07)', 'Release.csv'])
    expect(text).toContain(part);
  const json: unknown = await (await open(`${path}?format=json`)).json();
  expect(json).toEqual(await owner.client.reports.get({ id: reportId, version: 1 }));
  const pdf = await open(`${path}?format=pdf`);
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  const own = await owner.client.reports.export({ id: reportId, version: 1, format: 'pdf' });
  expect(Buffer.from(await pdf.arrayBuffer()).toString('base64')).toBe(own.content);
  const csv = await open(`${path}?format=csv`);
  expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="report-Release-[\w-]+\.csv"$/);
});

test('no search engine, cache or other page gets at what a link shows', async () => {
  const { path } = await shared(await organization());
  const { headers } = await open(path);
  expect(headers.get('x-robots-tag')).toBe('noindex, nofollow, noarchive');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(headers.get('x-frame-options')).toBe('DENY');
});

test('what a campaign is called is shown as text and never as part of the page', async () => {
  const owner = await organization();
  const { campaignId } = await reportedCampaign(owner);
  const { version } = await owner.client.campaigns.get({ id: campaignId });
  await owner.client.campaigns.update({ id: campaignId, version, name: '<script>alert(1)</script>' });
  const { id } = await owner.client.reports.build({ campaignId });
  const { path } = await owner.client.reports.share({ id, version: 1 });
  const text = await (await open(path ?? '')).text();
  expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(text).not.toContain('<script>');
});

test('unknown, changed, revoked, expired and orphaned links answer the same, down to the last byte', async () => {
  now = new Date();
  const owner = await organization();
  const { share, path } = await shared(owner);
  const second = await owner.client.reports.share({ id: share.reportId, version: 1, expiresInDays: 1 });
  const orphan = await shared(owner);
  await owner.client.campaigns.delete({ id: orphan.campaignId });
  await owner.client.reports.revokeShare({ id: share.id });
  now = new Date(now.getTime() + 25 * 3600 * 1000);
  const last = path.at(-1) === 'A' ? 'B' : 'A';
  const paths = [
    '/shared/reports/x',
    `/shared/reports/${Buffer.alloc(120, 7).toString('base64url')}`,
    `${path.slice(0, -1)}${last}`,
    path,
    second.path ?? '',
    orphan.path,
    `${path}?format=pdf`,
  ];
  const answers = await Promise.all(
    paths.map(async (one) => {
      const answer = await open(one);
      return { status: answer.status, headers: withoutId(answer), body: await answer.text() };
    }),
  );
  expect(answers[0]).toMatchObject({ status: 404 });
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  now = new Date();
});

test('a link is revoked for good and at once; the others of the report go on', async () => {
  const owner = await organization();
  const { share, path, reportId } = await shared(owner);
  const other = await owner.client.reports.share({ id: reportId, version: 1 });
  expect((await open(path)).status).toBe(200);
  const revoked = await owner.client.reports.revokeShare({ id: share.id });
  expect(revoked).toMatchObject({ id: share.id, revokedAt: expect.any(String), views: 1 });
  expect((await open(path)).status).toBe(404);
  expect((await open(other.path ?? '')).status).toBe(200);
  expect(await owner.client.reports.revokeShare({ id: share.id })).toEqual(revoked);
});

test('the link itself lies in no store, and lists and the audit tell of it without it', async () => {
  const owner = await organization();
  const { share, path, reportId } = await shared(owner);
  const secret = path.split('/').at(-1) ?? '';
  const { items } = await owner.client.reports.listShares({ reportId });
  expect(items).toMatchObject([{ id: share.id, label: 'For the band', views: 0, lastViewedAt: null }]);
  expect(JSON.stringify(items)).not.toContain(secret);
  const stored = (await storedOf(server.services, owner.id)).join('\n');
  expect(stored).toContain(share.id);
  expect(stored).not.toContain(secret);
  expect(stored).toContain('reports.share');
});

test('a repeated call tells that the link was shown before, and makes no other', async () => {
  const owner = await organization();
  const { reportId } = await shared(owner);
  const call = () => owner.client.reports.share({ id: reportId, version: 1 }, { idempotencyKey: 'once' });
  const first = await call();
  expect(first.path).toMatch(/^\/shared\/reports\/[\w-]{100,}$/);
  expect(await call()).toMatchObject({ id: first.id, path: null, hint: expect.stringContaining('path') });
  expect((await owner.client.reports.listShares({ reportId })).items).toHaveLength(2);
});

test('a link goes with its version, and shows nothing while the organization is suspended', async () => {
  const owner = await organization();
  const { path, reportId } = await shared(owner);
  const operator = await person();
  await makeStaff(operator);
  await operator.client.organizations.suspend({ id: owner.id, reason: 'Unpaid' });
  expect((await open(path)).status).toBe(404);
  await operator.client.organizations.unsuspend({ id: owner.id });
  expect((await open(path)).status).toBe(200);
  await owner.client.reports.delete({ id: reportId, version: 1 });
  expect((await open(path)).status).toBe(404);
  expect((await owner.client.reports.listShares()).items).toEqual([]);
});

test('a viewer reads reports and shares none', async () => {
  const owner = await organization();
  const { reportId } = await shared(owner);
  const { client } = await person({ organization: owner, role: 'viewer' });
  expect((await client.reports.get({ id: reportId })).version).toBe(1);
  const refused = client.reports.share({ id: reportId, version: 1 });
  expect(await errorOf(refused)).toMatchObject({ code: 'forbidden', details: { permission: 'reports:write' } });
});

test('an address that opens links all the time is told to wait', async () => {
  const { server: limited } = await openTestServer({ pointsPerMinute: 1 });
  const statuses = new Set<number>();
  for (let call = 0; call < 200 && !statuses.has(429); call += 1) {
    statuses.add((await fetch(`${limited.url}/shared/reports/x`)).status);
  }
  expect([...statuses]).toEqual([404, 429]);
});

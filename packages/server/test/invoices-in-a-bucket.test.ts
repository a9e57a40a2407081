import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { exportOrganization } from '../src/organizations/export/export-organization.ts';
import { deleteByOperator } from '../src/organizations/lifecycle/delete-by-operator.ts';
import { openBillingServer } from './billing.ts';
import { openOwnDatabase } from './own-database.ts';
import { bucketKey, openBucketServer } from './s3-server.ts';

const bucket = await openBucketServer();
afterAll(() => bucket.close());
const folder = await mkdtemp(join(tmpdir(), 'stp-export-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const url = `s3://label/invoices?region=eu-central-1&endpoint=${encodeURIComponent(bucket.url)}`;
const stores = { ...(await openOwnDatabase()), invoices: { url, ...bucketKey } };
const { organization, stripe, settled, subscribe } = await openBillingServer({ stores });

const keysOf = (id: string) => [...bucket.objects.keys()].filter((key) => key.includes(id));

test('PDFs of invoices are kept in a bucket where one is named, come with an export, and go with their organization', async () => {
  const made = await organization();
  await subscribe(made);
  await stripe.advance({ days: 16 });
  await settled();
  const { items } = await made.client.billing.listInvoices();
  const paid = items.find(({ totalMinor }) => totalMinor > 0);
  const { content, sha256 } = await made.client.billing.getInvoicePdf({ id: paid?.id ?? '' });
  const bytes = Buffer.from(content, 'base64');
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  const kept = keysOf(made.id).map((key) =>
    createHash('sha256')
      .update(bucket.objects.get(key) ?? '')
      .digest('hex'),
  );
  expect(kept).toContain(sha256);
  expect(bucket.refused).toEqual([]);

  const target = join(folder, 'export');
  const manifest = await exportOrganization(stores, { organization: made.id, folder: target, at: new Date() });
  expect(manifest?.parts.filter(({ path }) => path.startsWith('files/invoices/'))).toHaveLength(kept.length);
  expect(await readdir(join(target, 'files', 'invoices'))).toHaveLength(kept.length);

  await deleteByOperator(stores, made.id, { now: true, at: new Date() });
  expect(keysOf(made.id)).toEqual([]);
});

test('a PDF that was changed in its storage is not served', async () => {
  const made = await organization();
  await subscribe(made);
  await stripe.advance({ days: 16 });
  await settled();
  const { items } = await made.client.billing.listInvoices();
  for (const key of keysOf(made.id)) bucket.objects.set(key, Buffer.from('%PDF-changed'));
  const refused = made.client.billing.getInvoicePdf({ id: items[0]?.id ?? '' });
  await expect(refused).rejects.toMatchObject({ code: 'internal' });
});

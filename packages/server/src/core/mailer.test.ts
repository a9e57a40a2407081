import { randomUUID } from 'node:crypto';
import { withTenant } from '@songtrackpro/db';
import { expect, test, vi } from 'vitest';
import { acceptMails, freePort } from '../../test/mail-server.ts';
import { openTestServer } from '../../test/support.ts';
import { Seal } from './seal.ts';

const { server, organization, mailsTo } = await openTestServer();
const { mailer, postgres, jobs } = server.services;
const address = () => `${randomUUID()}@example.com`;

test('a mail arrives as it was handed in, whatever its letters', async () => {
  const to = address();
  const text =
    'Grüße, 音楽!\n\nhttps://label.example/invitations/abc=def?x=1\nA line that is longer than seventy-eight characters, which a mail wraps on its way.';
  await mailer.send({ to, subject: 'Einladung für 音楽', text });
  expect(await mailsTo(to)).toEqual([{ to, subject: 'Einladung für 音楽', text }]);
});

test('a mail of a transaction that is rolled back is never sent', async () => {
  const { id } = await organization();
  const [lost, sent] = [address(), address()];
  const inTenant = (to: string, fail: boolean) =>
    withTenant(postgres, { organizationId: id }, async (tx) => {
      await mailer.send({ to, subject: 'Hello', text: 'Hello' }, tx);
      if (fail) throw new Error('rolled back');
    });
  await expect(inTenant(lost, true)).rejects.toThrow('rolled back');
  await inTenant(sent, false);
  await mailsTo(sent);
  await expect(mailsTo(lost, 0)).resolves.toEqual([]);
});

test('what lies in the queue tells neither address nor text, and the application’s role cannot read it', async () => {
  const to = address();
  await mailer.send({ to, subject: 'Secret subject', text: 'Secret text' });
  const rows = await postgres.worker<{ data: string }[]>`select data::text from jobs.job where name = 'mail'`;
  expect(rows.length).toBeGreaterThan(0);
  for (const { data } of rows) expect(data).not.toMatch(/Secret|example\.com/);
  await expect(postgres.app`select data from jobs.job`).rejects.toMatchObject({ code: '42501' });
  await mailsTo(to);
});

test('a sealed text that was changed, or sealed for another purpose, does not open', () => {
  const secret = 'a secret of thirty-two characters';
  const seal = new Seal(secret, 'mail');
  const sealed = seal.close('text');
  expect(seal.open(sealed)).toBe('text');
  expect(() => seal.open(`${sealed.slice(0, -2)}AA`)).toThrow();
  expect(() => new Seal(secret, 'cursor').open(sealed)).toThrow();
});

test('a mail waits while the mail server is away, and goes out once it is back', async () => {
  const port = await freePort();
  const { openMailTransport } = await import('./mail-transport.ts');
  const deliver = await openMailTransport({ to: { smtpUrl: `smtp://127.0.0.1:${port}` }, from: 'a@example.com' });
  const mail = { to: address(), subject: 'Hello', text: 'Are you there?' };
  const queue = `mail-${randomUUID().slice(0, 8)}`;
  const settings = { retryLimit: 20, retryDelay: 1, retryDelayMax: 1, expireInSeconds: 30, deleteAfterSeconds: 60 };
  await jobs.declare({ name: queue, ...settings });
  let failed = 0;
  await jobs.work(queue, { jobs: 1 }, async () => {
    await deliver(mail, 'one').catch((error: unknown) => {
      failed += 1;
      throw error;
    });
  });
  await jobs.send(queue, {});
  await vi.waitFor(() => expect(failed).toBeGreaterThan(0), { timeout: 10_000 });
  const smtp = await acceptMails(port);
  try {
    await vi.waitFor(() => expect(smtp.received).toHaveLength(1), { timeout: 15_000 });
    expect(smtp.received[0]).toContain('Are you there?');
  } finally {
    await smtp.close();
  }
});

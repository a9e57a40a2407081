import { SongTrackPro } from '@songtrackpro/sdk';
import { afterAll, expect, test, vi } from 'vitest';
import { createLog } from '../src/core/log.ts';
import { startServer } from '../src/server.ts';
import { readMail } from './mail-folder.ts';
import { acceptMails, freePort } from './mail-server.ts';
import { openOwnDatabase } from './own-database.ts';
import { password, tokenIn } from './people.ts';
import { unlimitedAttempts } from './support.ts';

const patience = { timeout: 60_000, interval: 100 };

/** A server with a database of its own: the queue of the run's other servers would deliver its mails. */
async function openAlone(smtpUrl: string) {
  const server = await startServer({
    stores: await openOwnDatabase(),
    log: createLog('silent'),
    mail: { to: { smtpUrl }, from: 'SongTrackPro <songtrackpro@example.com>' },
    signIn: { limits: unlimitedAttempts },
    pointsPerMinute: 0,
  });
  afterAll(() => server.close());
  return server;
}

test('while the mail server is away people sign up, and the mail arrives once it is back', async () => {
  const port = await freePort();
  const server = await openAlone(`smtp://127.0.0.1:${port}`);
  const { postgres } = server.services;
  const anyone = new SongTrackPro({ baseUrl: server.url });
  const email = 'someone@example.com';
  expect(await anyone.identity.signUp({ email, password, name: 'Someone' })).toEqual({ accepted: true });

  const triedInVain = async () => {
    const [job] = await postgres.worker<{ tries: number }[]>`
      select retry_count as tries from jobs.job where name = 'mail' and state <> 'completed'`;
    expect(job?.tries).toBeGreaterThan(0);
  };
  await vi.waitFor(triedInVain, patience);

  const smtp = await acceptMails(port);
  try {
    await vi.waitFor(() => expect(smtp.received).toHaveLength(1), patience);
    const mail = readMail(smtp.received[0]?.replaceAll('\r\n', '\n') ?? '');
    expect(mail.to).toBe(email);
    await anyone.identity.verifyEmail({ token: tokenIn(mail) });
    const { session } = await anyone.identity.signIn({ email, password });
    const me = new SongTrackPro({ baseUrl: server.url, session: session ?? '' });
    expect(await me.identity.me()).toMatchObject({ email, emailVerified: true });
  } finally {
    await smtp.close();
  }
}, 150_000);

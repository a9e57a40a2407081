import { createHmac, randomUUID } from 'node:crypto';
import { SongTrackPro } from '@songtrackpro/sdk';
import type { ReceivedMail, TestServer } from './support.ts';

export const password = 'correct horse battery staple';

/** The token that a mail carries. */
export function tokenIn(mail: ReceivedMail | undefined): string {
  const token = /^Token: (\S+)$/m.exec(mail?.text ?? '')?.[1];
  if (token === undefined) throw new Error(`no token in the mail “${mail?.subject}”`);
  return token;
}

/** The code that an authenticator app shows now, or a number of steps of 30 s later (RFC 6238, SHA-1, six digits). */
export function totp(uri: string | null, steps = 0): string {
  const secret = new URL(uri ?? '').searchParams.get('secret') ?? '';
  const bits = [...secret.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

export interface SignedUp {
  email: string;
  session: string;
  /** A client of the person. */
  client: SongTrackPro;
}

/** What a test does with people who come by themselves. */
export function people({ server, mailsTo }: Pick<TestServer, 'server' | 'mailsTo'>) {
  const baseUrl = server.url;
  const anyone = new SongTrackPro({ baseUrl });
  const as = (session: string | null) => new SongTrackPro({ session: session ?? '', baseUrl });
  return {
    anyone,
    as,
    newAddress: () => `${randomUUID()}@example.com`,
    /** Signs somebody up, verifies the address by the mail, and signs in. */
    async signedUp(): Promise<SignedUp> {
      const email = `${randomUUID()}@example.com`;
      await anyone.identity.signUp({ email, password, name: 'Someone', accountType: 'label' });
      await anyone.identity.verifyEmail({ token: tokenIn((await mailsTo(email))[0]) });
      const { session } = await anyone.identity.signIn({ email, password });
      return { email, session: session ?? '', client: as(session) };
    },
  };
}

import { createHmac, timingSafeEqual } from 'node:crypto';

/** The secret of sessions, apart from what the installation's secret signs elsewhere. */
export const sessionSecret = (secret: string): string =>
  createHmac('sha256', secret).update('songtrackpro sessions').digest('base64url');

/**
 * Tokens of sessions as people's programs hold them: the session's own token and a signature, `token.signature`, so that
 * who reads the table of sessions can't make one. The form is that of the sign-in library's signed cookies.
 */
export class SessionTokens {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  sign(token: string): string {
    return `${token}.${createHmac('sha256', this.#secret).update(token).digest('base64')}`;
  }

  /** The session's own token, or null where the signature is not ours. */
  open(signed: string): string | null {
    const dot = signed.lastIndexOf('.');
    if (dot < 1) return null;
    const token = signed.slice(0, dot);
    // As text: one signature has many spellings in base64, and only ours counts.
    const [given, expected] = [Buffer.from(signed), Buffer.from(this.sign(token))];
    return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
  }
}

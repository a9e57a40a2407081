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

  #signature(token: string): Buffer {
    return createHmac('sha256', this.#secret).update(token).digest();
  }

  sign(token: string): string {
    return `${token}.${this.#signature(token).toString('base64')}`;
  }

  /** The session's own token, or null where the signature is not ours. */
  open(signed: string): string | null {
    const dot = signed.lastIndexOf('.');
    if (dot < 1) return null;
    const token = signed.slice(0, dot);
    const given = Buffer.from(signed.slice(dot + 1), 'base64');
    const expected = this.#signature(token);
    return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
  }
}

import { hkdfSync } from 'node:crypto';
import { closeText, joinClosed, openText, splitClosed } from './aes-gcm.ts';

/**
 * Closes texts that lie in a store for a while, such as a mail with a link that signs somebody in, so that a copy of the
 * store tells nothing. AES-256-GCM under a key derived from the installation's secret and the purpose.
 */
export class Seal {
  readonly #key: Buffer;

  constructor(secret: string, purpose: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', `songtrackpro ${purpose}`, 32));
  }

  close(text: string): string {
    return joinClosed(closeText(this.#key, text)).toString('base64url');
  }

  /** @throws when the text was changed, or closed under another secret or for another purpose */
  open(sealed: string): string {
    return openText(this.#key, splitClosed(Buffer.from(sealed, 'base64url')));
  }
}

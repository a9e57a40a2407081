import { hkdfSync } from 'node:crypto';
import { closeText, joinClosed, openText, splitClosed } from './aes-gcm.ts';

const form = 'v1';

/** Where a sealed text lies: in another row or column it can't be opened. */
export interface Place {
  organizationId: string;
  /** The row, for example `integration <id>`. */
  row: string;
  /** The column, for example `access_token`. */
  field: string;
}

const bindingOf = ({ organizationId, row, field }: Place) => `${organizationId}|${row}|${field}`;

/** A sealed text can't be opened: its key is gone, or it is not what was sealed for this place. */
export class SealError extends Error {
  override name = 'SealError';
  readonly reason: 'key_missing' | 'damaged';

  constructor(reason: SealError['reason'], keyId: string) {
    super(
      reason === 'key_missing'
        ? `The key “${keyId}” that this was sealed with is not in TOKEN_KEYS.`
        : `What the key “${keyId}” sealed was changed, or lies in another place than it was sealed for.`,
    );
    this.reason = reason;
  }
}

/** Of a machine without TOKEN_KEYS: one key, derived from the secret of the data folder. */
export const localTokenKeys = (secret: string): string =>
  `local:${Buffer.from(hkdfSync('sha256', secret, '', 'songtrackpro tokens', 32)).toString('base64')}`;

/**
 * Seals tokens of other services for the database: AES-256-GCM, as `v1.<key id>.<nonce, tag and text>`, bound to the row
 * and the column. The first key seals; all of them open, so that a key is replaced by putting a new one first.
 */
export class Keyring {
  readonly #keys: ReadonlyMap<string, Buffer>;
  /** The key that seals. */
  readonly keyId: string;

  /** @param keys as TOKEN_KEYS has them: `id:base64,id:base64` */
  constructor(keys: string) {
    const pairs = keys.split(',').map((pair) => {
      const [id = '', key = ''] = pair.trim().split(':');
      return [id, Buffer.from(key, 'base64')] as const;
    });
    this.#keys = new Map(pairs);
    this.keyId = pairs[0]?.[0] ?? '';
    for (const [id, key] of pairs)
      if (id === '' || key.length !== 32) throw new Error('TOKEN_KEYS needs keys of 32 bytes, each with an id.');
  }

  seal(text: string, place: Place): string {
    const closed = closeText(this.#key(this.keyId), text, bindingOf(place));
    return [form, this.keyId, joinClosed(closed).toString('base64url')].join('.');
  }

  /** @throws SealError */
  open(sealed: string, place: Place): string {
    const [, keyId = '', closed = ''] = sealed.split('.');
    const key = this.#key(keyId);
    try {
      return openText(key, splitClosed(Buffer.from(closed, 'base64url')), bindingOf(place));
    } catch {
      throw new SealError('damaged', keyId);
    }
  }

  #key(keyId: string): Buffer {
    const key = this.#keys.get(keyId);
    if (key) return key;
    throw new SealError('key_missing', keyId);
  }
}

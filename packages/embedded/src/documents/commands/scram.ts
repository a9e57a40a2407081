import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { CommandError } from '../errors.ts';

/** The one user of a server that asks for authentication. Printable ASCII, which SASLprep leaves as it is. */
export interface Account {
  user: string;
  password: string;
}

/** What the server keeps of an account: enough to check a proof, not enough to make one (RFC 5802, section 3). */
export interface Credentials {
  user: string;
  /** Every name has a salt, so that the answer to an unknown one looks like any other. */
  saltOf(user: string): Buffer;
  storedKey: Buffer;
  serverKey: Buffer;
}

export const MECHANISM = 'SCRAM-SHA-256';
/** The database that the user belongs to. */
export const SOURCE = 'admin';
/** MongoDB's default for SCRAM-SHA-256; RFC 7677 asks for at least 4096. */
const ITERATIONS = 15_000;
const KEY_BYTES = 32;
const SALT_BYTES = 28;
const NONCE_BYTES = 24;
const MAX_PAYLOAD_BYTES = 4096;

const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();

/** The password is forgotten after this; the salts are new at every start. */
export async function deriveCredentials({ user, password }: Account): Promise<Credentials> {
  const saltKey = randomBytes(KEY_BYTES);
  const saltOf = (name: string) => hmac(saltKey, name).subarray(0, SALT_BYTES);
  const salted = await promisify(pbkdf2)(password, saltOf(user), ITERATIONS, KEY_BYTES, 'sha256');
  return { user, saltOf, storedKey: sha256(hmac(salted, 'Client Key')), serverKey: hmac(salted, 'Server Key') };
}

/** Error 18 with one text for a wrong user, a wrong password and a wrong database. */
const refusal = () => new CommandError('AuthenticationFailed', 'Authentication failed.');
const malformed = (which: string) =>
  new CommandError('AuthenticationFailed', `The ${which} message isn't one of ${MECHANISM} (RFC 5802, section 7)`);

// A gs2 header without channel binding, then the user and the client's nonce. What follows are extensions that may be
// ignored; a mandatory one would stand before the user.
const CLIENT_FIRST = /^([ny],(?:a=([^,]+))?,)(n=([^,]+),r=([\x21-\x2b\x2d-\x7e]+)(?:,.*)?)$/s;
const CLIENT_FINAL = /^(c=([^,]+),r=([^,]+)(?:,.*)?),p=([A-Za-z\d+/]+=*)$/s;

/** The server's side of one SCRAM-SHA-256 conversation. */
export class ScramConversation {
  readonly #header: string;
  readonly #clientFirst: string;
  readonly #nonce: string;
  readonly #storedKey: Buffer;
  readonly #serverKey: Buffer;
  /** The answer to the client's first message. */
  readonly serverFirst: string;

  constructor({ user, saltOf, storedKey, serverKey }: Credentials, source: string, payload: Uint8Array) {
    const [, header = '', authorize, bare = '', name = '', nonce = ''] = CLIENT_FIRST.exec(textOf(payload)) ?? [];
    if (bare === '' || /=(?!2C|3D)/.test(name)) throw malformed('first');
    if (authorize !== undefined && authorize !== name) throw refusal();
    const salt = saltOf(name.replaceAll('=2C', ',').replaceAll('=3D', '='));
    const known = source === SOURCE && timingSafeEqual(salt, saltOf(user));
    this.#header = header;
    this.#clientFirst = bare;
    this.#nonce = nonce + randomBytes(NONCE_BYTES).toString('base64');
    // No proof fits a random key, so whoever isn't known fails where a wrong password does.
    this.#storedKey = known ? storedKey : randomBytes(KEY_BYTES);
    this.#serverKey = serverKey;
    this.serverFirst = `r=${this.#nonce},s=${salt.toString('base64')},i=${ITERATIONS}`;
  }

  /** Checks the client's proof and answers with the server's own. */
  finish(payload: Uint8Array): string {
    const [, withoutProof = '', header = '', nonce, proof = ''] = CLIENT_FINAL.exec(textOf(payload)) ?? [];
    if (withoutProof === '') throw malformed('final');
    if (header !== Buffer.from(this.#header).toString('base64') || nonce !== this.#nonce) throw refusal();
    const exchanged = `${this.#clientFirst},${this.serverFirst},${withoutProof}`;
    const clientKey = Buffer.from(proof, 'base64');
    if (clientKey.length !== KEY_BYTES) throw refusal();
    for (const [at, byte] of hmac(this.#storedKey, exchanged).entries())
      clientKey.writeUInt8(clientKey.readUInt8(at) ^ byte, at);
    if (!timingSafeEqual(sha256(clientKey), this.#storedKey)) throw refusal();
    return `v=${hmac(this.#serverKey, exchanged).toString('base64')}`;
  }
}

function textOf(payload: Uint8Array): string {
  return payload.length > MAX_PAYLOAD_BYTES ? '' : Buffer.from(payload).toString('utf8');
}

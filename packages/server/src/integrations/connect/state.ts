import { createHash, randomBytes } from 'node:crypto';

const shape = /^([\w-]{22})\.[\w-]{43}$/;

/** The state of an attempt to connect: which organization it is of, and 32 random bytes. */
export function newState(organizationId: string): string {
  const organization = Buffer.from(organizationId.replaceAll('-', ''), 'hex').toString('base64url');
  return `${organization}.${randomBytes(32).toString('base64url')}`;
}

export const hashState = (state: string): Buffer => createHash('sha256').update(state).digest();

/** The organization that a state names, which proves nothing; null where it is no state of ours. */
export function organizationOf(state: string): string | null {
  const named = shape.exec(state)?.[1];
  if (named === undefined) return null;
  const hex = Buffer.from(named, 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A verifier of PKCE: 43 characters that nobody guesses. */
export const newVerifier = (): string => randomBytes(32).toString('base64url');

import { randomBytes } from 'node:crypto';
import type { FakeClock } from '../../fake/fake-clock.ts';

export interface FakePerson {
  id: string;
  name: string;
  /** Ad accounts that the person may see, by `act_` id. */
  adAccounts: string[];
}

export interface FakeAdAccount {
  /** `act_` and the number. */
  id: string;
  name: string;
  currency: string;
  timeZone: string;
  /** 1 is active. */
  status: number;
  activeAds: number;
}

interface Code {
  personId: string;
  redirectUri: string;
  scopes: string[];
  expiresAt: Date;
  used: boolean;
}

export interface FakeToken {
  personId: string;
  kind: 'short' | 'long';
  issuedAt: Date;
  expiresAt: Date;
  /** Subcode of error 190 that says why the token ended before its time. */
  ended: number | null;
}

const day = 86_400_000;
/** Seconds of a long-lived token as Meta answers them: a little less than 60 days. */
const longLivedSeconds = 5_183_944;

/** What Meta knows of people, what they granted, and tokens. */
export class FakeMetaState {
  readonly clock: FakeClock;
  readonly people = new Map<string, FakePerson>();
  readonly adAccounts = new Map<string, FakeAdAccount>();
  readonly codes = new Map<string, Code>();
  readonly tokens = new Map<string, FakeToken>();
  /** What each person granted or declined, and for which ad accounts. */
  readonly grants = new Map<string, { scopes: Map<string, 'granted' | 'declined'>; adAccounts: string[] }>();

  constructor(clock: FakeClock) {
    this.clock = clock;
  }

  issueCode(personId: string, redirectUri: string, scopes: string[]): string {
    const code = `AQ${randomBytes(48).toString('base64url')}`;
    const expiresAt = new Date(this.clock.now().getTime() + 10 * 60_000);
    this.codes.set(code, { personId, redirectUri, scopes, expiresAt, used: false });
    return code;
  }

  issueToken(personId: string, kind: FakeToken['kind']): { token: string; expiresIn: number } {
    const token = `EAA${randomBytes(72).toString('base64url').replaceAll(/[-_]/g, 'Z')}`;
    const issuedAt = this.clock.now();
    const expiresIn = kind === 'short' ? 5_400 : longLivedSeconds;
    const expiresAt = new Date(issuedAt.getTime() + expiresIn * 1000);
    this.tokens.set(token, { personId, kind, issuedAt, expiresAt, ended: null });
    return { token, expiresIn };
  }

  /** The subcode of error 190 with which a token is refused; null while it is good. */
  endOf(token: FakeToken): number | null {
    if (token.ended !== null) return token.ended;
    return token.expiresAt <= this.clock.now() ? 463 : null;
  }

  /** Ends every token of a person: 458 the app was removed, 460 the password changed, 459, 464, 467. */
  endTokens(personId: string, subcode: number): void {
    for (const token of this.tokens.values()) if (token.personId === personId) token.ended ??= subcode;
  }

  /** Access to data ends 90 days after the person was last there. */
  dataAccessEnd(token: FakeToken): Date {
    return new Date(token.issuedAt.getTime() + 90 * day);
  }
}

import { randomBytes } from 'node:crypto';
import type { FakeClock } from '../../fake/fake-clock.ts';
import { spotifyGrantMonths } from '../settings.ts';
import { defaultSongs, type FakeSong } from './catalogue.ts';

export interface FakeListener {
  id: string;
  displayName: string;
}

interface Code {
  personId: string;
  redirectUri: string;
  scopes: string[];
  challenge: string | null;
  expiresAt: Date;
  used: boolean;
}

/** One grant of a person; its refresh token may rotate, its end stays. */
export interface FakeGrant {
  personId: string;
  scopes: string[];
  refreshToken: string;
  endsAt: Date;
  revoked: boolean;
}

const accessSeconds = 3600;
const random = (prefix: string) => `${prefix}${randomBytes(60).toString('base64url')}`;

function monthsAfter(date: Date, months: number): Date {
  const moved = new Date(date);
  moved.setUTCMonth(moved.getUTCMonth() + months);
  return moved;
}

/** What Spotify knows of people, grants and tokens. */
export class FakeSpotifyState {
  readonly clock: FakeClock;
  readonly people = new Map<string, FakeListener>();
  readonly codes = new Map<string, Code>();
  readonly grants = new Set<FakeGrant>();
  readonly accessTokens = new Map<string, { grant: FakeGrant; expiresAt: Date }>();
  songs: readonly FakeSong[] = defaultSongs;
  callsPer30Seconds = 100;
  /** Calls that are left of the developer's quota. */
  quotaLeft = 100_000;
  calls: number[] = [];

  constructor(clock: FakeClock) {
    this.clock = clock;
  }

  issueCode(code: Omit<Code, 'expiresAt' | 'used'>): string {
    const text = random('AQ');
    this.codes.set(text, { ...code, expiresAt: new Date(this.clock.now().getTime() + 600_000), used: false });
    return text;
  }

  openGrant(personId: string, scopes: string[]): FakeGrant {
    const endsAt = monthsAfter(this.clock.now(), spotifyGrantMonths);
    const grant = { personId, scopes, refreshToken: random('AQ'), endsAt, revoked: false };
    this.grants.add(grant);
    return grant;
  }

  rotate(grant: FakeGrant): void {
    grant.refreshToken = random('AQ');
  }

  issueAccess(grant: FakeGrant): { token: string; expiresIn: number } {
    const token = random('BQ');
    const expiresAt = new Date(this.clock.now().getTime() + accessSeconds * 1000);
    this.accessTokens.set(token, { grant, expiresAt });
    return { token, expiresIn: accessSeconds };
  }

  /** The person removes the app on their account page. */
  revoke(personId: string): void {
    for (const grant of this.grants) if (grant.personId === personId) grant.revoked = true;
  }

  isOver(grant: FakeGrant): boolean {
    return grant.revoked || grant.endsAt <= this.clock.now();
  }
}

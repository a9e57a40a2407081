import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { LedgerFact } from '../metrics/ledger.ts';
import type { LedgerKey } from '../metrics/ledger-key.ts';
import type { LedgerVersion } from '../metrics/ledger-version.ts';

const start = Date.UTC(2026, 0, 1);
const hour = 3_600_000;

export const at = (hours: number): Date => new Date(start + hours * hour);

/** A version recorded and observed so many hours after the beginning of the year. */
export function version(recorded: number, observed: number, parts: Partial<LedgerVersion> = {}): LedgerVersion {
  return {
    recordedAt: at(recorded),
    observedAt: at(observed),
    state: 'provisional',
    values: { impressions: 10 },
    reasons: {},
    labels: {},
    rows: 1,
    origin: { importId: randomUUID(), fileName: 'a.csv' },
    zone: null,
    currency: null,
    ...parts,
  };
}

export function dayKey(subjectId: string, date: string, parts: Partial<LedgerKey> = {}): LedgerKey {
  const { subject = { kind: 'campaign', id: subjectId } } = parts;
  const isMusic = subject.kind === 'artist' || subject.kind === 'track';
  return {
    subject,
    granularity: 'day',
    date,
    periodEnd: null,
    source: isMusic ? 'spotify_for_artists' : 'meta_ads_manager',
    breakdown: {},
    attribution: null,
    ...parts,
  };
}

export function fact(key: LedgerKey, statement: LedgerVersion): LedgerFact {
  const { zone, currency, ...rest } = statement;
  const links = { campaignId: key.subject.id, trackId: null, artistId: null, accountId: null };
  return { key, links, zone, currency, statement: rest };
}

const spend = fc.tuple(fc.nat(10 ** 9), fc.nat(12)).map(([units, scale]) => {
  const digits = String(units).padStart(scale + 1, '0');
  return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
});

const values = fc.record(
  {
    impressions: fc.oneof(fc.nat(5), fc.constant(null)),
    clicks: fc.nat(5),
    spend: fc.oneof(spend, fc.constant(null)),
  },
  { requiredKeys: [] },
);

/** Statements of different moments, as imports in any order bring them: observed once each. */
export const statements = fc
  .uniqueArray(fc.tuple(fc.nat(1000), values, fc.constantFrom('provisional', 'final', 'withdrawn')), {
    selector: ([observed]) => observed,
    minLength: 1,
    maxLength: 8,
  })
  .map((drawn) => drawn.map(([observed, said, state]) => ({ observed, said, state })));

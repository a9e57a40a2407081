import { hash } from 'node:crypto';
import type { FactSubject, ParsedFact } from './formats/index.ts';

/** Text that is equal for subjects which a file does not tell apart. */
export function subjectKey(subject: FactSubject): string {
  if (subject.kind === 'target') return 'target';
  if (subject.kind === 'track') {
    const { isrc = null, spotifyId = null, name, artist = null } = subject;
    // An id says all; the same song is often titled in several ways.
    const title = isrc === null && spotifyId === null ? [name.toLowerCase(), artist] : null;
    return JSON.stringify(['track', isrc, isrc === null ? spotifyId : null, title]);
  }
  const named = (part: { name?: string; externalId?: string } | undefined) =>
    part ? [part.externalId ?? null, part.name ?? null] : null;
  if (subject.kind === 'adAccount') return JSON.stringify(['adAccount', named(subject)]);
  return JSON.stringify([
    subject.kind,
    named(subject),
    named(subject.campaign),
    named(subject.adSet),
    named(subject.adAccount),
  ]);
}

/**
 * 48 bits of a hash of a fact's key within its file. Two facts may share it by chance (about one pair in a file of ten
 * million rows); they are then held side by side under their whole keys, so chance costs memory and never a number.
 */
export function factFingerprint(fact: ParsedFact): number {
  return hash('sha1', factKey(fact), 'buffer').readUIntBE(0, 6);
}

/** Text that is equal for rows which state the same fact. */
export function factKey(fact: ParsedFact, subject = subjectKey(fact.subject)): string {
  const breakdown = Object.entries(fact.breakdown).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([subject, fact.granularity, fact.date, fact.periodEnd, breakdown, fact.attribution]);
}

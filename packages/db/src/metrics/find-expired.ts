import { wholeSince } from '../archive/restored-spans.ts';
import { tenantCollection } from '../core/gateway.ts';
import { type DocumentDatabase, toUuid } from '../core/mongo.ts';
import { type LedgerCollection, ledgerOf, ledgerSubjects } from './documents.ts';
import { markId } from './ledger-subjects.ts';

const dayMs = 24 * 3600 * 1000;
/** No zone's day begins earlier than 14 hours before that of UTC. */
const earliestDayMs = 14 * 3600 * 1000;

/** A fact is stored after its day began, so what was stored by then is of a day that had begun somewhere. */
export const firstWholeDay = (expiredUntil: Date): string =>
  new Date(expiredUntil.getTime() + earliestDayMs + dayMs).toISOString().slice(0, 10);

/**
 * Which of many subjects may have lost facts of a ledger, days or periods, each with the first day from which they are
 * whole: one request, and none where nothing expires; one more where something did.
 */
export async function findExpiredSubjects(
  db: DocumentDatabase,
  organizationId: string,
  { ledger, subjectIds }: { ledger: LedgerCollection; subjectIds: readonly string[] },
  now: Date,
): Promise<Map<string, string>> {
  const expired = tenantCollection(db, ledgerOf(ledger), organizationId).expiredUntil(now);
  if (!expired || subjectIds.length === 0) return new Map();
  const marks = [...new Set(subjectIds)].flatMap((id) =>
    (['day', 'period'] as const).map((granularity) => toUuid(markId(organizationId, ledger, id, granularity))),
  );
  const found = await tenantCollection(db, ledgerSubjects, organizationId).find({
    _id: { $in: marks },
    firstRecordedAt: { $lt: expired },
  });
  if (found.length === 0) return new Map();
  // What came back from the archive is no longer missing.
  const whole = await wholeSince(db, organizationId, ledger, expired);
  const lacking = found.filter(({ firstRecordedAt }) => firstRecordedAt < whole);
  return new Map(lacking.map(({ subject }) => [subject.id.toString(), firstWholeDay(whole)]));
}

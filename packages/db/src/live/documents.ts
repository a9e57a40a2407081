import { type DocumentIn, defineCollection } from '../core/collection.ts';
import { instant, list, nullable, oneOf, record, text, uuid, whole } from '../core/document-fields.ts';
import { ledgerNames } from '../metrics/documents.ts';

/**
 * Which facts a write is about to change, written before the facts and removed once the changes are told. Small: it holds
 * what waits, and nothing else.
 */
export const liveMarks = defineCollection({
  name: 'live_marks',
  fields: {
    _id: uuid,
    organizationId: uuid,
    ledger: oneOf(...ledgerNames),
    openedAt: instant,
    /** The facts are stored; until then their writer may still be at work, or may have died. */
    stored: oneOf('no', 'yes'),
    /** Of these facts only what this import or push said is told: it was written without looking at what was there. */
    by: nullable(uuid),
    /** What is to be told of them, as JSON, where the writer itself knows it: they need not be read again. */
    told: nullable(text(8_000_000)),
    /** Facts, and how many versions each had before. */
    facts: list(record({ id: uuid, versions: whole() }), 100_000),
  },
  indexes: [{ organizationId: 1, openedAt: 1 }],
  expiry: null,
  shardKey: { keys: { organizationId: 1, _id: 1 }, reason: 'Small; lies with its organization.' },
});
export type LiveMark = DocumentIn<typeof liveMarks>;

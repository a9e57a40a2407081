import { z } from 'zod';
import { DecimalString } from '../core/money.ts';
import { versioned } from '../core/versioned.ts';

const Segment = z.strictObject({
  /** What the segment is, for example `{ age: '18-24', gender: 'female' }` or `{ country: 'DE' }`. */
  key: z.record(z.string().min(1).max(50), z.string().min(1).max(200)),
  /** Share of the audience between 0 and 1; null where the source suppresses a small cell. */
  share: DecimalString.refine(
    (share) => Number(share) >= 0 && Number(share) <= 1,
    'must lie between 0 and 1',
  ).nullable(),
  size: z.int().nonnegative().nullable(),
});

const InsightSegmentsV1 = z.strictObject({ version: z.literal(1), segments: z.array(Segment).max(2000) });
export type InsightSegments = z.infer<typeof InsightSegmentsV1>;

/** One dimension of an audience on one day. */
export const InsightSegments = versioned<InsightSegments>('insight segments', 1, InsightSegmentsV1);

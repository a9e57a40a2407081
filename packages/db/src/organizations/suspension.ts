import type { Suspension } from '@songtrackpro/contracts';

/** The two columns of a suspension as one thing; the database keeps them set or unset together. */
export const toSuspension = (since: string | Date | null, reason: string | null): Suspension | null =>
  since === null || reason === null ? null : { since: new Date(since).toISOString(), reason };

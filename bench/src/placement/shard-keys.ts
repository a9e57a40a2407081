import type { Workload } from './workload.ts';

/**
 * A shard key as the simulation sees it: an ordered row of leaves, the smallest parts that a chunk can be split into,
 * and over which of them a week's bytes are spread evenly.
 */
export interface ShardKey {
  name: string;
  leaves: number;
  /** The coarsest part of the workload that the key does not tell apart further. */
  grain: 'track' | 'organization' | 'everything';
  /** First leaf of a part, and how many take an equal share of its bytes. */
  place(part: { organization: number; track: number; week: number }): { first: number; count: number };
}

/** Parts of an organization's ids, or of a hash's range, that are told apart. */
const idParts = 64;
const hashParts = 4096;
const hoursOfWeek = 168;

export type ShardKeyName = 'organization' | 'series' | 'tenantTime' | 'tenantId' | 'time' | 'hashedId';

export function shardKeys({ tracks, weeks }: Workload): Record<ShardKeyName, ShardKey> {
  const firstTrack: number[] = [];
  let count = 0;
  for (const own of tracks) {
    firstTrack.push(count);
    count += own;
  }
  const trackAt = (organization: number, track: number) => (firstTrack[organization] ?? 0) + track;
  return {
    organization: {
      name: 'organizationId',
      leaves: tracks.length,
      grain: 'organization',
      place: ({ organization }) => ({ first: organization, count: 1 }),
    },
    series: {
      name: 'organizationId, subject, date',
      leaves: count * weeks,
      grain: 'track',
      place: ({ organization, track, week }) => ({ first: trackAt(organization, track) * weeks + week, count: 1 }),
    },
    tenantTime: {
      name: 'organizationId, timestamp',
      leaves: tracks.length * weeks,
      grain: 'organization',
      place: ({ organization, week }) => ({ first: organization * weeks + week, count: 1 }),
    },
    tenantId: {
      name: 'organizationId, _id',
      leaves: tracks.length * idParts,
      grain: 'organization',
      place: ({ organization }) => ({ first: organization * idParts, count: idParts }),
    },
    time: {
      name: 'timestamp',
      leaves: weeks * hoursOfWeek,
      grain: 'everything',
      place: ({ week }) => ({ first: week * hoursOfWeek, count: hoursOfWeek }),
    },
    hashedId: {
      name: '_id hashed',
      leaves: hashParts,
      grain: 'everything',
      place: () => ({ first: 0, count: hashParts }),
    },
  };
}

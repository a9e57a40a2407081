import { z } from 'zod';
import { Artist } from '../artists/schemas.ts';
import { Id } from '../core/ids.ts';
import { Instant } from '../core/time.ts';
import { Track } from './schemas.ts';

const Named = z.object({ id: Id, name: z.string() });

/** One that turned out to be another: what was moved, and when, so that it can be undone. */
export const Merge = z
  .object({
    id: Id,
    from: Named.describe('What was merged away; its numbers are read with those of `into`.'),
    into: Named,
    mergedAt: Instant,
    undoneAt: Instant.nullable(),
    movedCampaigns: z.int().describe('Campaigns that were linked to `from`.'),
    movedTracks: z.int().describe('Tracks that were given to another artist; 0 where tracks were merged.'),
    filled: z.array(z.string()).describe('Fields that were unknown of `into` and known of `from`.'),
  })
  .meta({ id: 'Merge' });
export type Merge = z.infer<typeof Merge>;

/** The one that stays and the one that is merged away. */
export const MergeInput = z
  .object({
    id: Id.describe('The one that stays.'),
    fromId: Id.describe('The one that is merged away.'),
  })
  .refine(({ id, fromId }) => id !== fromId, {
    path: ['fromId'],
    message: 'must be another one: nothing can be merged with itself',
  });

export const trackDuplicateReasons = [
  'same_isrc',
  'same_title',
  'similar_title',
  'same_artist',
  'same_duration',
] as const;

const Score = z.number().min(0).max(1).describe('0.5 to 1; how likely both are one.');

export const DuplicateTracks = z
  .object({
    tracks: z.array(Track).length(2).describe('The older one first.'),
    score: Score,
    reasons: z.array(z.enum(trackDuplicateReasons)),
  })
  .meta({ id: 'DuplicateTracks' });

export const artistDuplicateReasons = ['same_name', 'similar_name'] as const;

export const DuplicateArtists = z
  .object({
    artists: z.array(Artist).length(2).describe('The older one first.'),
    score: Score,
    reasons: z.array(z.enum(artistDuplicateReasons)),
  })
  .meta({ id: 'DuplicateArtists' });

/** Two that a person judged not to be one. */
export const DuplicateDismissal = z
  .object({
    ids: z.array(Id).length(2).describe('The older one first.'),
    dismissedAt: Instant.nullable().describe('Null once it was taken back.'),
  })
  .meta({ id: 'DuplicateDismissal' });
export type DuplicateDismissal = z.infer<typeof DuplicateDismissal>;

export const DuplicatePairInput = z
  .object({ id: Id, otherId: Id })
  .refine(({ id, otherId }) => id !== otherId, { path: ['otherId'], message: 'must be another one' });

export const Dismissed = z.boolean().default(false).describe('True lists pairs that were dismissed instead.');

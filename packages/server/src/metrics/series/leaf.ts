import type { MetricSource, SeriesSubject, SubjectKind } from '@songtrackpro/contracts';
import type { SeriesFact } from '@songtrackpro/db';

/** Ad numbers are stated of the parts of an ad account, streams of artists and tracks, sales of tracks. */
export type Family = 'ads' | 'streaming' | 'sales';

export interface NamedSubject {
  kind: SubjectKind;
  id: string;
  name: string;
}

/** A subject whose facts are read, and for which subject that was asked for. */
export interface Leaf {
  family: Family;
  of: SeriesSubject;
  subject: NamedSubject;
  /** The subject, and what had been merged into it by then; the nearest first. */
  parts: readonly string[];
  /** What it counts under when grouped by a kind of subject: ids by kind. */
  members: Readonly<Record<string, string>>;
  expiredBefore: string | null;
}

/** A fact in the group where it counts. */
export interface Contribution extends SeriesFact {
  leaf: Leaf;
  group: Readonly<Record<string, string>>;
  /** Whether it is one of several parts of the group that overlap, so that only what is additive can be told. */
  partial: boolean;
}

/** What was chosen of a leaf's facts. */
export interface Chosen {
  source: MetricSource | null;
  attribution: string | null;
  facts: SeriesFact[];
}

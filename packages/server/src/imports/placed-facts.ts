import type { Import } from '@songtrackpro/contracts';
import type { FactPlace } from './write-facts.ts';

/** How many subjects an import's answer lists. */
export const subjectsListed = 50;

export interface PlacedFacts {
  places: Map<string, FactPlace | null>;
  created: Import['created'];
  subjects: Import['subjects'];
}

export const noneCreated = { artists: 0, tracks: 0, adAccounts: 0, campaigns: 0, adSets: 0, ads: 0 };

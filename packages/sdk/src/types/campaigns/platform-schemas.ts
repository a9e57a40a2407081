// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Currency, Instant, MinorUnits } from '../core/words.ts';
import type { IntegrationFault } from '../integrations/schemas.ts';
import type { BudgetKind } from './schemas.ts';

/** What the ad platform is to optimise for. */
export type AdObjective = 'awareness' | 'traffic' | 'engagement' | 'leads' | 'sales' | 'app_promotion';

export interface CampaignPublication {
  /** A campaign of ours. */
  id: string;
  /** Ad account that is chosen under a connection. */
  adAccountId: string;
  objective?: AdObjective | undefined;
  /** As the platform’s rules demand them; none for music. */
  specialAdCategories?:
    | ('CREDIT' | 'EMPLOYMENT' | 'HOUSING' | 'ISSUES_ELECTIONS_POLITICS' | 'ONLINE_GAMBLING_AND_GAMING')[]
    | undefined;
}

export interface PlatformBudgetChange {
  /** An imported campaign. */
  id: string;
  budgetKind?: BudgetKind | undefined;
  /** In the currency of the ad account. */
  budgetMinor: MinorUnits;
}

export interface PlatformChange {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The campaign that it is about: ours where one is created, else the platform’s. */
  campaignId: string;
  /** UUID; version 7 where SongTrackPro made it. */
  adAccountId: string;
  wish:
    | {
        kind: 'create';
        /** Name at the platform: the campaign’s, and the tag. */
        name: string;
        /** Stands in the name and in no other: by it the campaign is found after an answer was lost. */
        tag: string;
        objective: AdObjective;
        specialAdCategories: string[];
        budgetKind: BudgetKind;
        /** Null where the money lies with the ad sets. */
        budgetMinor: MinorUnits | null;
        /** ISO 4217 currency code. */
        currency: Currency;
      }
    | {
        kind: 'status';
        status: 'active' | 'paused';
      }
    | {
        kind: 'budget';
        budgetKind: BudgetKind;
        /** Whole minor units of the currency beside it, for example cents. */
        budgetMinor: MinorUnits;
        /** ISO 4217 currency code. */
        currency: Currency;
      };
  /** `open`: not known to be done yet, and looked after. `refused`: for good. `superseded`: a later one took its place. */
  status: 'open' | 'done' | 'refused' | 'superseded';
  /** The platform’s campaign here, once it is known. */
  adCampaignId: string | null;
  /** The same at the platform. */
  externalId: string | null;
  tries: number;
  /** Of an open one, when the platform is asked again. */
  nextTryAt: Instant | null;
  fault: IntegrationFault | null;
  /** What a person does about it; null where nothing is to be done. */
  nextStep: string | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  finishedAt: Instant | null;
}

export interface PlatformChangeListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only changes about this campaign. */
  campaignId?: string | undefined;
  status?: 'open' | 'done' | 'refused' | 'superseded' | undefined;
}

export interface PlatformStatusChange {
  /** An imported campaign. */
  id: string;
  status: 'active' | 'paused';
}

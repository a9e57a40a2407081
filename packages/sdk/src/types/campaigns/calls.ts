// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Currency, MinorUnits } from '../core/words.ts';
import type { GoalType } from '../goals/types.ts';
import type { CampaignCreatives } from './creatives.ts';
import type { PlatformChange } from './platform-schemas.ts';
import type { BudgetKind, Campaign } from './schemas.ts';
import type { CampaignStanding } from './spend-schemas.ts';
import type { CampaignTargeting } from './targeting.ts';
import type { CampaignTemplate } from './templates.ts';

export interface CampaignBudgetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignDeleteInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignDeleteManyInput {
  ids: string[];
}

export interface CampaignDeleteTemplateInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignGetPlatformChangeInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignGetTemplateInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignLinkAdCampaignsInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  adCampaignIds: string[];
}

export interface CampaignListAdCampaignsInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignOverviewPage {
  items: CampaignStanding[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface CampaignPage {
  items: Campaign[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface CampaignReadinessInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignRestoreInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignRestoreManyInput {
  ids: string[];
}

export interface CampaignRestoreTemplateInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignTemplateContent {
  version: 1;
  days: number | null;
  budgetKind: BudgetKind;
  budgetMinor: MinorUnits | null;
  currency: Currency | null;
  warnPercent: number | null;
  stopPercent: number | null;
  targeting: CampaignTargeting;
  creatives: CampaignCreatives;
  tags: string[];
  goals: {
    type: GoalType;
    baseline: number;
    target: number;
    dueAfterDays: number | null;
  }[];
}

export interface CampaignTemplateGoal {
  type: GoalType;
  baseline?: number | undefined;
  target: number;
  /** Days from the first day to the deadline; null where it is the campaign’s last day. */
  dueAfterDays?: number | null | undefined;
}

export interface CampaignTemplatePage {
  items: CampaignTemplate[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface CampaignUnlinkAdCampaignsInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  adCampaignIds: string[];
}

export interface NewCampaignCreatives {
  version: 1;
  variants?:
    | {
        /** UUID; version 7 where SongTrackPro made it. */
        id: string;
        kind: 'image' | 'video' | 'text';
        /** Where the image or the video lies, over https; for front ends and ad platforms, never fetched here. */
        assetUrl: string | null;
        headline: string | null;
        body: string | null;
        callToAction: string | null;
        destinationUrl: string | null;
        utm: {
          source: string;
          medium: string;
          campaign: string;
          content?: string | undefined;
          term?: string | undefined;
        } | null;
      }[]
    | undefined;
}

export interface PlatformChangePage {
  items: PlatformChange[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

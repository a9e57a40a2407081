// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate, Currency, Instant, MinorUnits } from '../core/words.ts';
import type { CampaignTemplateContent, CampaignTemplateGoal, NewCampaignCreatives } from './calls.ts';
import type { BudgetKind } from './schemas.ts';
import type { NewCampaignTargeting } from './targeting.ts';

export interface CampaignFromTemplate {
  /** UUID; version 7 where SongTrackPro made it. */
  templateId: string;
  name: string;
  /** UUID; version 7 where SongTrackPro made it. */
  artistId?: string | undefined;
  /** UUID; version 7 where SongTrackPro made it. */
  trackId?: string | undefined;
  /** First day; the end and the goals’ deadlines follow from the template. */
  startDate?: CalendarDate | undefined;
  /** Another budget than the template’s. */
  budgetMinor?: MinorUnits | undefined;
}

export interface CampaignTemplate {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  name: string;
  content: CampaignTemplateContent;
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: Instant;
  deletedAt: Instant | null;
}

export interface CampaignTemplateChange {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The version that was read; a newer one in the store refuses the change. */
  version: number;
  name?: string | undefined;
  /** Days from the first to the last, both counted; null for no last day. */
  days?: number | null | undefined;
  budgetMinor?: MinorUnits | null | undefined;
  /** Null for the organization’s. */
  currency?: Currency | null | undefined;
  budgetKind?: BudgetKind | undefined;
  /** The organization’s `budgetWarningPercent` unless given, or `stopPercent` where that is less; null for no warning. */
  warnPercent?: number | null | undefined;
  /** 100 unless given; null for no stop. */
  stopPercent?: number | null | undefined;
  targeting?: NewCampaignTargeting | undefined;
  creatives?: NewCampaignCreatives | undefined;
  tags?: string[] | undefined;
  /** Replaced as a whole. */
  goals?: CampaignTemplateGoal[] | undefined;
}

export interface CampaignTemplateListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only templates whose name contains this; accents and case don’t matter. */
  text?: string | undefined;
  /** True lists what was deleted instead. */
  deleted?: boolean | undefined;
  /** `name` from A to Z. */
  sort?: 'newest' | 'name' | undefined;
}

export interface NewCampaignTemplate {
  /** Campaign that is kept as a template. */
  campaignId: string;
  name: string;
}

// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Origin } from './artists.ts';

export interface Campaign {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  name: string;
  /** Null for an imported campaign: its state is the ad platform’s. */
  status: CampaignStatus | null;
  origin: Origin;
  /** Artist whose streams this campaign is read beside. */
  artistId: string | null;
  trackId: string | null;
  /** Ad account that an imported campaign belongs to. */
  adAccountId: string | null;
  /** Id at the ad platform, where the export carried one. */
  externalId: string | null;
  startDate: string | null;
  endDate: string | null;
  budgetMinor: number | null;
  currency: string | null;
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: string;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: string;
}

export interface CampaignChange {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The version that was read; a newer one in the store refuses the change. */
  version: number;
  name?: string | undefined;
  /** Null takes the link away. */
  artistId?: string | null | undefined;
  trackId?: string | null | undefined;
}

export interface CampaignGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface CampaignListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  status?: CampaignStatus | undefined;
  origin?: Origin | undefined;
}

export interface CampaignPage {
  items: Campaign[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export type CampaignStatus = 'draft' | 'active' | 'paused' | 'completed' | 'archived';

export interface NewCampaign {
  name: string;
  /** UUID; version 7 where SongTrackPro made it. */
  artistId?: string | undefined;
  /** UUID; version 7 where SongTrackPro made it. */
  trackId?: string | undefined;
  /** Calendar day, `YYYY-MM-DD`. */
  startDate?: string | undefined;
  /** Calendar day, `YYYY-MM-DD`. */
  endDate?: string | undefined;
  /** Whole minor units of the currency beside it, for example cents. */
  budgetMinor?: number | undefined;
  /** The organization’s currency unless given. */
  currency?: string | undefined;
}

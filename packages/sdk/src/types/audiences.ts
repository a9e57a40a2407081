// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { IntegrationFault } from './campaigns.ts';
import type { CalendarDate, DecimalString, Instant } from './core.ts';

export interface Audience {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  name: string;
  kind: AudienceKind;
  /** Of a custom audience; null for everybody, and for other kinds. */
  criteria: AudienceCriterion | null;
  /** People in an uploaded list, each counted once; null for other kinds. */
  people: number | null;
  /** Null as long as nobody has estimated it. */
  size: AudienceSize | null;
  adAccountId: string | null;
  /** Id at the ad platform. */
  externalId: string | null;
  /** When the ad platform was asked last. */
  syncedAt: Instant | null;
  /** Grows with every change; send it back with an update. */
  version: number;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  /** Point in time, ISO 8601 in UTC. */
  updatedAt: Instant;
  /** Null unless it was deleted and can still be restored. */
  deletedAt: Instant | null;
}

export interface AudienceBulkResult {
  /** Ids of the audiences that were changed. */
  done: string[];
  inUse: {
    /** UUID; version 7 where SongTrackPro made it. */
    id: string;
    /** Names of the campaigns in flight that use it. */
    campaigns: string[];
  }[];
  /** Places in `ids`, from 0, where none of your audiences was named. */
  notFound: number[];
}

export interface AudienceChange {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The version that was read; a newer one in the store refuses the change. */
  version: number;
  name?: string | undefined;
  /** Only of a custom audience; null for everybody. */
  criteria?: AudienceCriterion | null | undefined;
  /** Null takes the link away. */
  adAccountId?: string | null | undefined;
}

/** A condition, or others put together by `all`, `any` and `not`. A list holds where any entry fits. */
export type AudienceCriterion =
  | {
      all: AudienceCriterion[];
    }
  | {
      any: AudienceCriterion[];
    }
  | {
      not: AudienceCriterion;
    }
  | {
      countries: string[];
    }
  | {
      ages: {
        from: number;
        to: number | null;
      };
    }
  | {
      genders: ('female' | 'male' | 'other')[];
    }
  | {
      interests: string[];
    }
  | {
      artists: string[];
    }
  | {
      behaviors: string[];
    };

export interface AudienceDeleteInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface AudienceDelivery {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  audienceId: string;
  /** UUID; version 7 where SongTrackPro made it. */
  adAccountId: string;
  /** `send`: the people of a list. `withdraw`: the audience goes. */
  kind: 'send' | 'withdraw';
  /** `open`: under way, or waiting to go on. `refused`: for good. */
  status: 'open' | 'done' | 'refused';
  /** Id of the audience at the platform, once it is there. */
  externalId: string | null;
  /** People who are to be sent. */
  people: number;
  /** People whom the platform has taken delivery of so far. */
  sent: number;
  /** People among them whom the platform could not read. */
  invalid: number;
  tries: number;
  /** Of an open one, when it is gone on with. */
  nextTryAt: Instant | null;
  fault: IntegrationFault | null;
  /** What a person does about it; null where nothing is to be done. */
  nextStep: string | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  finishedAt: Instant | null;
}

export interface AudienceDeliveryListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** Only deliveries of this audience. */
  audienceId?: string | undefined;
  status?: 'open' | 'done' | 'refused' | undefined;
}

export interface AudienceDeliveryPage {
  items: AudienceDelivery[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface AudienceEstimate {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** The version that was read; a newer one in the store refuses the change. */
  version: number;
  lower: number;
  upper: number;
  /** Who says so, for example `meta`. */
  source: string;
  /** When it was said; now unless given, never later. */
  asOf?: Instant | undefined;
}

export interface AudienceGetDeliveryInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface AudienceGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface AudienceIds {
  ids: string[];
}

export interface AudienceInsight {
  /** Calendar day, `YYYY-MM-DD`. */
  date: CalendarDate;
  dimension: InsightDimension;
  source: string;
  breakdowns: InsightBreakdown[];
}

export interface AudienceInsightPage {
  items: AudienceInsight[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface AudienceInsightsInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  /** The audience. */
  id: string;
  /** Calendar day, `YYYY-MM-DD`. */
  from?: CalendarDate | undefined;
  /** Calendar day, `YYYY-MM-DD`. */
  to?: CalendarDate | undefined;
  dimension?: InsightDimension | undefined;
  /** Who says so, for example `meta`. */
  source?: string | undefined;
}

export type AudienceKind = 'custom' | 'list' | 'meta';

export interface AudienceListInput {
  /** Rows in one page, 1 to 200. */
  limit?: number | undefined;
  /** `nextCursor` of the page before; opaque and signed. */
  cursor?: string | undefined;
  kind?: AudienceKind | undefined;
  /** Only audiences whose name contains this text. */
  search?: string | undefined;
  /** Only those that were deleted and can still be restored. */
  deleted?: boolean | undefined;
  sort?: 'newest' | 'oldest' | 'name' | undefined;
}

export interface AudiencePage {
  items: Audience[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface AudiencePublication {
  /** An audience of kind `list`. */
  id: string;
  /** Ad account that is chosen under a connection; the audience’s own unless given. */
  adAccountId?: string | undefined;
}

export interface AudienceRestoreInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface AudienceSize {
  /** At least so many people. */
  lower: number;
  /** At most so many people. */
  upper: number;
  /** Who says so; `list` where it follows from the people in an uploaded list. */
  source: string;
  /** When it was said. */
  asOf: Instant;
}

export interface AudienceUsage {
  campaigns: AudienceUse[];
}

export interface AudienceUsageInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface AudienceUse {
  /** UUID; version 7 where SongTrackPro made it. */
  campaignId: string;
  name: string;
  status: 'draft' | 'active' | 'paused' | 'completed' | 'archived' | null;
  /** Whether the campaign keeps away from the audience instead of aiming at it. */
  excluded: boolean;
}

export interface AudienceWithdrawInput {
  /** An audience that was published. */
  id: string;
}

export interface FinishedListUpload {
  upload: ListUpload;
  audience: Audience;
}

export interface InsightBreakdown {
  /** What the cells are divided by, for example `["age", "gender"]`. */
  properties: string[];
  cells: {
    key: Record<string, string>;
    share: DecimalString | null;
    size: number | null;
    /** Whether the cell is too small to be shown, or would give such a one away. */
    hidden: boolean;
  }[];
  /** Sum of the shares that are shown. */
  total: DecimalString;
  /** What the shares lack to 1; null where people fall into several cells and shares have no sum. */
  missing: DecimalString | null;
  /** Why shares are missing; null where they sum to 1. */
  missingReason: 'hidden' | 'not_stated' | 'overlapping' | null;
}

export interface InsightCell {
  /** What the cell is, for example `{"age": "18-24", "gender": "female"}`. */
  key: Record<string, string>;
  /** Part of the audience, 0 to 1; null where the source hides it. */
  share?: DecimalString | null | undefined;
  /** People; null where the source says none. */
  size?: number | null | undefined;
}

export type InsightDimension = 'demographics' | 'interests' | 'behaviors' | 'locations';

export interface ListRow {
  email?: string | undefined;
  /** With country code, for example `+1 555 987 6543`. */
  phone?: string | undefined;
  firstName?: string | undefined;
  lastName?: string | undefined;
  postalCode?: string | undefined;
  /** Two letters, for example `DE`. */
  country?: string | undefined;
}

export interface ListRows {
  /** UUID; version 7 where SongTrackPro made it. */
  uploadId: string;
  /** Line of the first row in its list, to name refused rows by. */
  firstLine?: number | undefined;
  rows: ListRow[];
}

export interface ListRowsResult {
  /** People of this call who were in no earlier row of the upload. */
  accepted: number;
  duplicates: number;
  refused: RefusedListRow[];
}

export interface ListUpload {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
  /** UUID; version 7 where SongTrackPro made it. */
  audienceId: string;
  mode: ListUploadMode;
  status: 'open' | 'finished';
  /** Rows sent so far. */
  received: number;
  /** People among them, each counted once. */
  accepted: number;
  /** Rows of people who stood in an earlier row. */
  duplicates: number;
  /** Rows that name nobody; `addRows` says why. */
  refused: number;
  /** People who came into the list; null until the upload is finished. */
  added: number | null;
  /** People who left the list; null until the upload is finished. */
  removed: number | null;
  /** Point in time, ISO 8601 in UTC. */
  createdAt: Instant;
  finishedAt: Instant | null;
}

export interface ListUploadFinish {
  /** UUID; version 7 where SongTrackPro made it. */
  uploadId: string;
}

export type ListUploadMode = 'append' | 'replace' | 'remove';

export interface NewAudience {
  name: string;
  kind?: AudienceKind | undefined;
  /** Only of a custom audience; null for everybody. */
  criteria?: AudienceCriterion | null | undefined;
  /** Ad account that the audience belongs to. */
  adAccountId?: string | undefined;
  /** Id at the ad platform; a `meta` audience needs it. */
  externalId?: string | undefined;
}

export interface NewAudienceInsight {
  /** Calendar day, `YYYY-MM-DD`. */
  date: CalendarDate;
  dimension: InsightDimension;
  /** Who says so, for example `meta`. */
  source: string;
  cells: InsightCell[];
}

export interface NewAudienceInsights {
  /** The audience. */
  id: string;
  insights: NewAudienceInsight[];
}

export interface NewListUpload {
  /** The audience; one of kind `list`. */
  id: string;
  mode?: ListUploadMode | undefined;
}

export interface RecordedInsights {
  recorded: number;
  /** Cells whose numbers were not stored. */
  hiddenCells: number;
}

export interface RefusedListRow {
  line: number;
  field: 'email' | 'phone' | 'firstName' | 'lastName' | 'postalCode' | 'country' | null;
  /** What to do about it; never a value of the row. */
  reason: string;
}

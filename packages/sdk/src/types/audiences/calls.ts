// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate } from '../core/words.ts';
import type { AudienceDelivery } from './delivery-schemas.ts';
import type { AudienceInsight, InsightCell, InsightDimension } from './insight-schemas.ts';
import type { Audience } from './schemas.ts';

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

export interface AudienceDeliveryPage {
  items: AudienceDelivery[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface AudienceGetDeliveryInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface AudienceGetInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface AudienceInsightPage {
  items: AudienceInsight[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface AudiencePage {
  items: Audience[];
  /** Cursor of the next page; null on the last one. */
  nextCursor: string | null;
}

export interface AudienceRestoreInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface AudienceUsageInput {
  /** UUID; version 7 where SongTrackPro made it. */
  id: string;
}

export interface AudienceWithdrawInput {
  /** An audience that was published. */
  id: string;
}

export interface ListUploadFinish {
  /** UUID; version 7 where SongTrackPro made it. */
  uploadId: string;
}

export interface NewAudienceInsight {
  /** Calendar day, `YYYY-MM-DD`. */
  date: CalendarDate;
  dimension: InsightDimension;
  /** Who says so, for example `meta`. */
  source: string;
  cells: InsightCell[];
}

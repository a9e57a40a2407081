// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { CalendarDate, DecimalString } from '../core/words.ts';
import type { NewAudienceInsight } from './calls.ts';

export interface AudienceInsight {
  /** Calendar day, `YYYY-MM-DD`. */
  date: CalendarDate;
  dimension: InsightDimension;
  source: string;
  breakdowns: InsightBreakdown[];
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

export interface NewAudienceInsights {
  /** The audience. */
  id: string;
  insights: NewAudienceInsight[];
}

export interface RecordedInsights {
  recorded: number;
  /** Cells whose numbers were not stored. */
  hiddenCells: number;
}

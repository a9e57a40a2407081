// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

import type { Currency } from '../core/words.ts';
import type { ReportedMetricName } from '../metrics/schemas.ts';

/** metric: a number of the fact. day, month, periodStart, periodEnd, periodRange: when it is of. name, externalId: which part of an ad account. track: which track. breakdown: a part of the subject, for example a country. currency: of the amounts in the row. reversal: says void, return or refund where units may be negative. label: text kept with the fact. */
export type ColumnMeaning =
  | {
      as: 'metric';
      metric: ReportedMetricName;
      /** ISO 4217 currency code. */
      currency?: Currency | undefined;
    }
  | {
      as: 'day';
    }
  | {
      as: 'month';
    }
  | {
      as: 'periodStart';
    }
  | {
      as: 'periodEnd';
    }
  | {
      as: 'periodRange';
    }
  | {
      as: 'name';
      of: 'adAccount' | 'campaign' | 'adSet' | 'ad';
    }
  | {
      as: 'externalId';
      of: 'adAccount' | 'campaign' | 'adSet' | 'ad';
    }
  | {
      as: 'track';
      part: 'title' | 'artist' | 'isrc' | 'spotifyId';
    }
  | {
      as: 'breakdown';
      key: string;
    }
  | {
      as: 'attribution';
    }
  | {
      as: 'currency';
    }
  | {
      as: 'reversal';
    }
  | {
      as: 'label';
      key: string;
    }
  | {
      as: 'ignored';
    };

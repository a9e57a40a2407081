import {
  type CampaignReport,
  type DateRange,
  type QualityNote,
  subtractDecimals,
  sumDecimals,
} from '@songtrackpro/contracts';
import type { KnownFact } from '@songtrackpro/db';
import { daysIn, overlaps, type Series } from '../metrics/index.ts';
import { clicksOverImpressions } from './content/clicks-over-impressions.ts';
import type { LinkedStreams } from './linked-streams.ts';

export interface ReportInputs {
  linked: boolean;
  periods: KnownFact[];
  spend: Series | null;
  totals: CampaignReport['totals'];
  streams: LinkedStreams | null;
}

const rangeOf = (fact: KnownFact): DateRange => ({ from: fact.date, to: fact.periodEnd ?? fact.date });

function overlapping(periods: KnownFact[]): boolean {
  return periods.some((a, index) => periods.slice(index + 1).some((b) => overlaps(rangeOf(a), rangeOf(b))));
}

function missingNote(what: string, missing: DateRange[]): QualityNote[] {
  if (missing.length === 0) return [];
  const days = missing.reduce((sum, range) => sum + daysIn(range), 0);
  const [first] = missing;
  const where = first && (first.from === first.to ? first.from : `${first.from} to ${first.to}`);
  const more = missing.length > 1 ? ` and ${missing.length - 1} more stretches` : '';
  return [
    {
      code: 'days_missing',
      message: `${what}: ${days} ${days === 1 ? 'day is' : 'days are'} unknown (${where}${more}). Import an export that covers them.`,
    },
  ];
}

/** Days that cover exactly the stated period must add up to it; where they don't, the reader is told by how much. */
function daysAgainstPeriod({ spend, totals }: ReportInputs): QualityNote[] {
  if (!spend || totals?.basis !== 'period' || spend.missing.length > 0) return [];
  if (spend.range.from !== totals.range.from || spend.range.to !== totals.range.to) return [];
  const stated = totals.values.spend?.value;
  if (stated == null) return [];
  const difference = subtractDecimals(
    sumDecimals(spend.facts.flatMap((fact) => fact.current.values.spend ?? [])),
    stated,
  );
  if (Number(difference) === 0) return [];
  return [
    {
      code: 'days_differ_from_period',
      message: `The days add up to ${difference} ${totals.currency ?? ''} more than the platform states for the period; both are shown, neither is adjusted.`,
    },
  ];
}

function streamNotes({ linked, streams, spend }: ReportInputs): QualityNote[] {
  if (!linked) {
    return [
      {
        code: 'no_streams_linked',
        message: 'No artist or track is linked, so there are no streams to read beside the spend.',
      },
    ];
  }
  if (!streams) {
    return [
      {
        code: 'no_streams_known',
        message: 'No streams are known in this period. Import a Spotify for Artists timeline that covers it.',
      },
    ];
  }
  const notes = missingNote(`Streams of ${streams.subject.name}`, streams.series.missing);
  if (spend && spend.facts[0]?.zone !== streams.series.facts[0]?.zone) {
    notes.push({
      code: 'clocks_differ',
      message:
        'Ad days begin in the ad account’s zone, streaming days in UTC: the two columns of a day are up to a day apart.',
    });
  }
  return notes;
}

/** What a reader must know before trusting or acting on a campaign's report. */
export function campaignNotes(inputs: ReportInputs): QualityNote[] {
  const { periods, spend, totals } = inputs;
  if (!totals) {
    return [
      {
        code: 'no_numbers',
        message: 'No numbers are known for this campaign. Import an Ads Manager export that names it.',
      },
    ];
  }
  const notes: QualityNote[] = [];
  if (!spend) {
    notes.push({
      code: 'period_only',
      message: `Spend is known for ${totals.range.from} to ${totals.range.to} as a whole and is not spread over days. Export with the breakdown “Day” for a daily curve.`,
    });
  } else notes.push(...missingNote('Ad numbers', spend.missing));
  if (overlapping(periods)) {
    notes.push({
      code: 'periods_overlap',
      message: 'Several statements overlap in time. They are alternatives and are never added.',
    });
  }
  const summed = periods.find((fact) => fact.current.rows > 1);
  if (summed) {
    notes.push({
      code: 'rows_summed',
      message: `${summed.current.rows} rows of ${summed.current.origin.fileName} could not be told apart; their counts are summed and reach is unknown.`,
    });
  }
  const stated = [...periods, ...(spend?.facts ?? [])];
  notes.push(
    ...clicksOverImpressions(
      stated.map(({ date, periodEnd, current }) => ({ date, periodEnd, values: current.values })),
    ),
  );
  notes.push(...daysAgainstPeriod(inputs), ...streamNotes(inputs));
  return notes;
}

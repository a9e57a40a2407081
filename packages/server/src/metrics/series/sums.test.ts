import { seriesIntervals, subtractDecimals, sumDecimals } from '@songtrackpro/contracts';
import type { SongTrackPro } from '@songtrackpro/sdk';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rounds } from '../../../../../scripts/vitest/rounds.ts';
import { breakdownCsv, campaignsCsv, timelineCsv } from '../../../test/exports.ts';
import { openTestServer } from '../../../test/support.ts';
import { dateOfDay } from '../calendar.ts';

const { organization } = await openTestServer();
const runs = { numRuns: Math.ceil(rounds.properties / 100) };

type SeriesInput = Parameters<SongTrackPro['metrics']['series']>[0];

/** 2025-11-20 to 2026-02-07: a turn of the year, three month ends, a week of two years. */
const day = fc.integer({ min: 20_412, max: 20_491 }).map(dateOfDay);
const range = { from: '2025-11-20', to: '2026-02-07' };
const spend = fc.integer({ min: 0, max: 10_000_000 }).map((value) => (value / 10_000).toFixed(4));
const members = ['18-24', '25-34', '35-44'] as const;

const row = fc.record({ day, member: fc.constantFrom(...members), spend, reach: fc.nat(1000) });
const rows = fc.uniqueArray(row, { minLength: 1, maxLength: 25, selector: (one) => `${one.day} ${one.member}` });

/** What the members of a day add up to, as the platform would state it of the whole campaign. */
function wholes(parts: { day: string; spend: string; reach: number }[]) {
  return [...Map.groupBy(parts, (part) => part.day)].map(([date, own]) => ({
    name: 'One',
    day: date,
    spend: sumDecimals(own.map((part) => part.spend)),
    impressions: own.reduce((sum, part) => sum + part.reach * 2, 0),
    reach: 1,
  }));
}

async function furnished(parts: { day: string; member: string; spend: string; reach: number }[]) {
  const { client } = await organization();
  await client.imports.run({ fileName: 'campaigns.csv' }, campaignsCsv(wholes(parts)));
  await client.imports.run(
    { fileName: 'ages.csv' },
    breakdownCsv(
      'Age',
      parts.map((part) => ({ name: 'One', ...part })),
    ),
  );
  const [campaign] = (await client.campaigns.list()).items;
  const subjects: SeriesInput['subjects'] = [{ kind: 'campaign', id: campaign?.id ?? '' }];
  const ask = (more: Partial<SeriesInput>) =>
    client.metrics.series({ metrics: ['spend', 'impressions', 'cpm'], subjects, ...range, ...more });
  return { client, ask };
}

const known = (values: (string | number | null | undefined)[]) => values.flatMap((value) => value ?? []);

test('sums of any interval agree with the total of the range, also in another currency', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (parts) => {
      const { client, ask } = await furnished(parts);
      const days = Array.from({ length: 90 }, (_, index) => dateOfDay(20_405 + index));
      await client.fxRates.import({ csv: ['Date,USD', ...days.map((date, i) => `${date},1.${100 + i}`)].join('\n') });
      const total = sumDecimals(parts.map((part) => part.spend));
      const converted = new Set<unknown>();
      for (const interval of seriesIntervals) {
        const { groups, totals } = await ask({ interval });
        expect(totals.totals.spend?.value).toBe(total);
        expect(sumDecimals(known(groups[0]?.points.map(({ values }) => values.spend?.value) ?? []))).toBe(total);
        const euros = await ask({ interval, reportCurrency: 'EUR' });
        converted.add(sumDecimals(known(euros.groups[0]?.points.map(({ values }) => values.spend?.value) ?? [])));
        converted.add(euros.totals.totals.spend?.value);
      }
      expect(converted.size).toBe(1);
    }),
    runs,
  );
});

test('sums over groups are the total of each bucket, and filling with zero changes none of them', async () => {
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom(...seriesIntervals), async (parts, interval) => {
      const { ask } = await furnished(parts);
      for (const fill of ['null', 'zero'] as const) {
        const grouped = await ask({ interval, groupBy: ['age'], fill });
        const plain = await ask({ interval });
        for (const metric of ['spend', 'impressions']) {
          for (const index of grouped.buckets.keys()) {
            const sum = sumDecimals(known(grouped.groups.map(({ points }) => points[index]?.values[metric]?.value)));
            const whole = plain.groups[0]?.points[index]?.values[metric]?.value ?? 0;
            expect(subtractDecimals(sum, whole)).toBe('0');
            expect(grouped.totals.points[index]?.values[metric]?.value ?? 0).toBe(whole);
          }
        }
        expect(grouped.notes.map(({ code }) => code)).not.toContain('groups_differ');
      }
    }),
    runs,
  );
});

test('filters by each member add up to the whole', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (parts) => {
      const { ask } = await furnished(parts);
      const ofMember = async (member: string) =>
        (await ask({ interval: 'all', filters: { age: [member] } })).totals.totals.spend?.value;
      const sums = [];
      for (const member of members) sums.push(await ofMember(member));
      expect(sumDecimals(known(sums))).toBe(sumDecimals(parts.map((part) => part.spend)));
    }),
    runs,
  );
});

test('exports of different days of observation give the same numbers in whatever order they are imported', async () => {
  const file = fc.tuple(fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 8 }), fc.nat(1000));
  // Each file ends on a day of its own, by which its statements are dated.
  const files = fc.uniqueArray(file, { minLength: 2, maxLength: 4, selector: ([days]) => Math.max(...days) });
  const shuffled = files.chain((drawn) =>
    fc.tuple(fc.constant(drawn), fc.shuffledSubarray(drawn, { minLength: drawn.length, maxLength: drawn.length })),
  );
  await fc.assert(
    fc.asyncProperty(shuffled, async (orders) => {
      const { client } = await organization();
      const answers = [];
      for (const [order, drawn] of orders.entries()) {
        const { id } = await client.artists.create({ name: `A${order}` });
        for (const [days, streams] of drawn) {
          const stated = days
            .toSorted((a, b) => a - b)
            .map((date) => [dateOfDay(20_450 + date), streams + date] as const);
          await client.imports.run({ fileName: 'x-audience-timeline.csv', artistId: id }, timelineCsv(stated));
        }
        const input: SeriesInput = { metrics: ['streams'], subjects: [{ kind: 'artist', id }], ...range };
        const { groups, totals } = await client.metrics.series(input);
        answers.push({ groups, totals });
      }
      expect(answers[1]).toEqual(answers[0]);
    }),
    runs,
  );
});

import { Decimal128, Long, MongoClient, UUID } from 'mongodb';
import { year } from '../series/exports.ts';
import type { Prepared } from './prepare.ts';

const days = { granularity: 'day', date: { $gte: year.from, $lte: year.to } };
const sums = (...metrics: string[]) =>
  Object.fromEntries(metrics.map((metric) => [metric, { $sum: `$current.values.${metric}` }]));
const number = (value: unknown) =>
  value instanceof Long || value instanceof Decimal128 ? Number(value.toString()) : 0;

/** The aggregations that a report of a year is made of, sent by MongoDB’s driver with nothing around them. */
export async function openRawPipelines(uri: string, { organizationId, campaignId, artistId }: Prepared) {
  const client = await new MongoClient(uri).connect();
  const db = client.db();
  const organization = { organizationId: new UUID(organizationId) };
  const of = (id: string, breakdownKey: unknown) => ({
    ...organization,
    'subject.id': new UUID(id),
    breakdownKey,
    ...days,
  });
  const ads = ['spend', 'impressions', 'linkClicks'];
  const pipelines = [
    { ledger: 'campaign_metrics', match: of(campaignId, ''), id: '$date', metrics: ads },
    { ledger: 'campaign_metrics', match: of(campaignId, ''), id: null, metrics: ads },
    {
      ledger: 'meta_ad_metrics',
      match: { ...of(campaignId, { $gt: '' }), 'breakdown.country': { $exists: true } },
      id: '$breakdown.country',
      metrics: ads,
    },
    {
      ledger: 'meta_ad_metrics',
      match: { ...of(campaignId, { $gt: '' }), 'breakdown.age': { $exists: true } },
      id: '$breakdown.age',
      metrics: ads,
    },
    { ledger: 'spotify_metrics', match: of(artistId, ''), id: '$date', metrics: ['streams', 'listeners'] },
    { ledger: 'spotify_metrics', match: of(artistId, ''), id: null, metrics: ['streams'] },
  ];
  return {
    /** Runs each and answers the spend of the year. */
    async run(): Promise<number> {
      const answers = await Promise.all(
        pipelines.map(({ ledger, match, id, metrics }) =>
          db
            .collection(ledger)
            .aggregate([{ $match: match }, { $group: { _id: id, ...sums(...metrics) } }])
            .toArray(),
        ),
      );
      return number(answers[1]?.[0]?.spend);
    },
    close: () => client.close(),
  };
}

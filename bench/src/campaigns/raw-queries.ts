import type { StoreSettings } from '@songtrackpro/server';
import { MongoClient, UUID } from 'mongodb';
import postgres from 'postgres';

export interface RawQueries {
  /** Milliseconds that the two queries take, with their rows in hand. */
  measure(): Promise<number>;
  close(): Promise<void>;
}

/**
 * The two queries that the list cannot do without, one for each store, as the application's role: campaigns with goals and
 * links, then the days of all ad campaigns. Nothing is computed from them, checked or made into an answer.
 */
export async function openRawQueries(
  { urls, mongodbUri }: StoreSettings,
  { organizationId, expected }: { organizationId: string; expected: number },
): Promise<RawQueries> {
  const sql = postgres(urls.app, { max: 1 });
  const mongo = await MongoClient.connect(mongodbUri);
  const facts = mongo.db().collection('campaign_metrics');

  const readCampaigns = () =>
    sql.begin('read only', async (tx) => {
      const setting = tx`select set_config('app.organization_id', ${organizationId}, true)`;
      const reading = tx<{ id: string; ads: string[] }[]>`
        select c.*, array(select ad_campaign_id from campaign_links l where l.campaign_id = c.id) as ads,
          (select jsonb_agg(g) from campaign_goals g where g.campaign_id = c.id and g.deleted_at is null) as goals
        from campaigns c where c.deleted_at is null and c.origin = 'manual' order by c.id desc limit 500`;
      const [, rows] = await Promise.all([setting, reading]);
      return rows;
    });

  const readFacts = (ids: string[]) =>
    facts
      .find(
        {
          organizationId: new UUID(organizationId),
          'subject.id': { $in: ids.map((id) => new UUID(id)) },
          granularity: { $in: ['day', 'period'] },
          breakdownKey: '',
        },
        {
          projection: {
            subject: 1,
            date: 1,
            'current.currency': 1,
            'current.values.spend': 1,
            'current.values.conversions': 1,
          },
        },
      )
      .toArray();

  return {
    async measure() {
      const start = performance.now();
      const rows = await readCampaigns();
      const found = await readFacts(rows.flatMap(({ ads }) => ads));
      const took = performance.now() - start;
      if (rows.length !== expected || found.length < expected) throw new Error('the raw queries found too little');
      return took;
    },
    async close() {
      await Promise.all([sql.end({ timeout: 5 }), mongo.close()]);
    },
  };
}

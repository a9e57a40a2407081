import { openDocuments } from '../core/mongo.ts';
import { recordFacts } from '../metrics/ledger.ts';
import { at, dayKey, fact, version } from './ledger-facts.ts';

// A process that records facts until it is killed, new ones and restated ones: URI, organization, campaign, name of the round.
const [uri = '', organizationId = '', campaignId = '', round = ''] = process.argv.slice(2);
const { db } = await openDocuments(uri);

const dateOf = (index: number) =>
  at(24 * index)
    .toISOString()
    .slice(0, 10);

for (let batch = 0; ; batch += 1) {
  const facts = Array.from({ length: 20 }, (_, index) => {
    const hours = Number(round) * 1000 + batch;
    return fact(
      dayKey(campaignId, dateOf((batch * 7 + index) % 200)),
      version(hours, hours, { values: { impressions: hours } }),
    );
  });
  await recordFacts(db, organizationId, facts);
  if (batch === 0) process.stdout.write('writing\n');
}

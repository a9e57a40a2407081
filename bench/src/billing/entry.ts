import { SongTrackPro } from '@songtrackpro/sdk';
import { alternate } from '../harness/alternate.ts';
import type { BenchContext, BenchEntry, BenchResult } from '../harness/entry.ts';
import { eventRate } from '../harness/request-rate.ts';
import { figure, median, ratios } from '../harness/statistics.ts';
import { type Stage, withServers } from '../harness/with-servers.ts';

const tracks = 1000;
const batch = 250;

/** Events of Stripe, signed, stored and answered, against the same insert behind a bare handler. */
async function measureWebhook(
  { rounds, seconds, onProgress }: BenchContext,
  { ours, bare }: { ours: string; bare: string },
): Promise<BenchResult> {
  onProgress(`events of stripe: ${rounds} rounds of ${seconds} s on each side`);
  const rates = await alternate(
    rounds,
    () => eventRate({ url: `${ours}/v1/billing/stripe/events`, authorization: '' }, seconds),
    () => eventRate({ url: bare, authorization: '' }, seconds),
  );
  const quotients = ratios(rates.ours, rates.baseline);
  return {
    measurements: [
      { label: 'event of stripe, server', unit: 'requests/s', samples: rates.ours },
      { label: 'event of stripe, bare insert', unit: 'requests/s', samples: rates.baseline },
      { label: 'event of stripe, ratio', unit: '', samples: quotients, remark: 'larger is better' },
    ],
    figures: { webhookRatio: figure(median(quotients)) },
  };
}

/** An organization with a track of which a restore changes nothing, and so many more to be counted. */
async function furnish(url: string, apiKey: string): Promise<string> {
  const client = new SongTrackPro({ apiKey, baseUrl: url });
  const { id } = await client.artists.create({ name: 'Counted' });
  for (let made = 0; made < tracks; made += batch) {
    const rows = Array.from({ length: batch }, (_, index) => ({ artistId: id, title: `Song ${made + index}` }));
    await client.tracks.createMany({ tracks: rows });
  }
  return id;
}

/** A mutation that counts against a limit, one call after the other, by a plan with the limit and by one without. */
async function measureLimit(
  { rounds, seconds, onProgress }: BenchContext,
  { limited, unlimited, apiKey }: { limited: string; unlimited: string; apiKey: string },
): Promise<BenchResult> {
  onProgress(`limits: ${rounds} rounds of ${seconds} s on each side, with ${tracks} tracks`);
  const id = await furnish(unlimited, apiKey);
  const timed = async (baseUrl: string) => {
    const client = new SongTrackPro({ apiKey, baseUrl });
    const begun = performance.now();
    let calls = 0;
    for (; performance.now() - begun < seconds * 1000; calls += 1) await client.artists.restore({ id });
    return (performance.now() - begun) / calls;
  };
  const times = await alternate(
    rounds,
    () => timed(limited),
    () => timed(unlimited),
  );
  const quotients = ratios(times.ours, times.baseline);
  const remark = 'smaller is better; a look more, which travels with the audit entry';
  return {
    measurements: [
      { label: 'counted mutation, limited plan', unit: 'ms', samples: times.ours },
      { label: 'counted mutation, unlimited plan', unit: 'ms', samples: times.baseline },
      { label: 'counted mutation, ratio', unit: '', samples: quotients, remark },
    ],
    figures: { limitRatio: figure(median(quotients)) },
  };
}

async function measure(context: BenchContext, { stores, start }: Stage): Promise<BenchResult[]> {
  const limited = await start('src/billing/serve.ts', 'professional');
  const unlimited = await start('src/billing/serve.ts', 'enterprise');
  const bare = await start('src/billing/bare-webhook.ts');
  return [
    await measureWebhook(context, { ours: unlimited, bare }),
    await measureLimit(context, { limited, unlimited, apiKey: stores.apiKey }),
  ];
}

export const billing: BenchEntry = {
  name: 'billing',
  about: 'events of Stripe that are stored, and what a limit of the plan costs a mutation',
  run: (context) => withServers(context, (stage) => measure(context, stage)),
};

import { join } from 'node:path';
import { SongTrackPro } from '@songtrackpro/sdk';
import { alternate } from '../harness/alternate.ts';
import { type Child, startChild } from '../harness/child.ts';
import type { BenchContext, BenchEntry, BenchResult } from '../harness/entry.ts';
import { figure, median, ratios } from '../harness/statistics.ts';
import { openEmptyStores } from '../read/prepare-stores.ts';
import { writeSettings } from '../read/settings.ts';
import { year } from '../series/exports.ts';
import { campaigns, type Prepared, prepareReport } from './prepare.ts';
import { openRawPipelines } from './raw-pipelines.ts';

const callsPerRound = 5;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function medianOf(work: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call < callsPerRound; call += 1) times.push(await work());
  return median(times);
}

/** Milliseconds of one rebuild: the version is deleted before, so that nothing that is stored can be the answer. */
function rebuild(client: SongTrackPro, { campaignId }: Prepared): Promise<number> {
  return medianOf(async () => {
    let built: { id: string; version: number; built: boolean } | undefined;
    const milliseconds = await timed(async () => {
      built = await client.reports.build({ campaignId, ...year });
    });
    if (!built?.built) throw new Error('a report was expected to be built');
    await client.reports.delete({ id: built.id, version: built.version });
    return milliseconds;
  });
}

/** Milliseconds of a call that finds its report. */
function found(client: SongTrackPro, { campaignId }: Prepared): Promise<number> {
  return medianOf(() => timed(() => client.reports.build({ campaignId, ...year })));
}

async function measure(
  context: BenchContext,
  client: SongTrackPro,
  prepared: Prepared,
  uri: string,
): Promise<BenchResult> {
  const raw = await openRawPipelines(uri, prepared);
  try {
    const { id } = await client.reports.build({ campaignId: prepared.campaignId, ...year });
    const { content } = await client.reports.get({ id });
    const spend = await raw.run();
    if (Math.abs(spend - Number(content.totals.spend?.value)) > 0.001)
      throw new Error(`the report states ${content.totals.spend?.value}, the raw pipelines ${spend}`);
    await client.reports.delete({ id, version: 1 });
    context.onProgress('rebuilding');
    const built = await alternate(
      context.rounds,
      () => rebuild(client, prepared),
      () => medianOf(() => timed(() => raw.run())),
    );
    await client.reports.build({ campaignId: prepared.campaignId, ...year });
    const again = await alternate(
      context.rounds,
      () => found(client, prepared),
      () => medianOf(() => timed(() => raw.run())),
    );
    const ratio = ratios(built.ours, built.baseline);
    return {
      measurements: [
        {
          label: 'rebuild of a report',
          unit: 'ms',
          samples: built.ours,
          remark: `a year by day, ${campaigns} campaigns beside it, over HTTP`,
        },
        {
          label: 'raw pipelines',
          unit: 'ms',
          samples: built.baseline,
          remark: 'the six aggregations, by the driver alone',
        },
        { label: 'ratio', unit: '', samples: ratio, remark: 'smaller is better' },
        { label: 'nothing changed', unit: 'ms', samples: again.ours, remark: 'the stored report is the answer' },
      ],
      figures: {
        ratio: figure(median(ratio)),
        rebuildMs: figure(median(built.ours)),
        unchangedMs: figure(median(again.ours)),
      },
    };
  } finally {
    await raw.close();
  }
}

export const report: BenchEntry = {
  name: 'report',
  about: 'rebuild of a campaign report: time against the raw aggregation pipelines it needs',
  async run(context) {
    context.onProgress('filling the stores');
    const stores = await openEmptyStores(context.folder);
    let server: Child | undefined;
    try {
      const prepared = await prepareReport(stores.settings);
      const settings = join(context.folder, 'settings.json');
      await writeSettings(settings, stores.settings);
      server = await startChild('src/read/ours.ts', [settings], /^ready (http:\S+)$/);
      const client = new SongTrackPro({ apiKey: prepared.apiKey, baseUrl: server.announced[1] ?? '' });
      return await measure(context, client, prepared, stores.settings.mongodbUri);
    } finally {
      await server?.stop();
      await stores.close();
    }
  },
};

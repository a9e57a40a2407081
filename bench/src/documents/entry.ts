import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { alternate } from '../harness/alternate.ts';
import type { BenchContext, BenchEntry, BenchResult, Measurement } from '../harness/entry.ts';
import { figure, median, ratios } from '../harness/statistics.ts';
import {
  DOCUMENTS,
  findInEngine,
  findThroughServer,
  groupByMingo,
  groupThroughServer,
  loadEvents,
} from './measure-find.ts';
import { insertIntoEngine, insertThroughServer, rowsAsStored } from './measure-insert.ts';
import { memoryOfMany } from './measure-memory.ts';
import { coldPing, fill } from './measure-start.ts';
import { startDocuments } from './server-process.ts';
import { events } from './streaming-events.ts';

/** Small documents of the memory measurement: 5 million in a long run. */
const MANY = process.env.STP_LONG === '1' ? 5_000_000 : 500_000;

async function measure(context: BenchContext): Promise<BenchResult> {
  const folder = (name: string) => {
    const path = join(context.folder, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  context.onProgress('loading');
  const rows = await rowsAsStored(startDocuments, folder('rows'));
  const server = await startDocuments(folder('events'));
  await loadEvents(server);
  await server.stop();
  const copy = join(folder('copy'), 'documents.db');
  copyFileSync(join(folder('events'), 'documents.db'), copy);
  const again = await startDocuments(folder('events'));
  const documents = events(0, DOCUMENTS);

  let round = 0;
  context.onProgress('insert');
  const insert = await alternate(
    context.rounds,
    () => insertThroughServer(again, ++round),
    async () => insertIntoEngine(folder('baseline'), round, rows),
  );
  context.onProgress('find');
  const find = await alternate(
    context.rounds,
    () => findThroughServer(again),
    async () => findInEngine(copy),
  );
  context.onProgress('group');
  const group = await alternate(
    context.rounds,
    () => groupThroughServer(again),
    async () => groupByMingo(documents),
  );
  await again.stop();

  context.onProgress(`memory of ${MANY} documents`);
  const many = await startDocuments(folder('many'));
  const memory = await memoryOfMany(many, MANY);
  await many.stop();

  context.onProgress('cold start');
  const cold: number[] = [];
  for (let i = 0; i < context.rounds; i++) cold.push(await coldPing(folder(`cold-${i}`)));
  const large = await startDocuments(folder('large'));
  await fill(large, 1024);
  await large.stop();
  const coldLarge: number[] = [];
  for (let i = 0; i < context.rounds; i++) coldLarge.push(await coldPing(folder('large')));

  const [insertRatios, findRatios, groupRatios] = [insert, find, group].map(({ ours, baseline }) =>
    ratios(ours, baseline),
  ) as [number[], number[], number[]];
  const rates = (label: string, { ours, baseline }: { ours: number[]; baseline: number[] }): Measurement[] => [
    { label, unit: 'documents/s', samples: ours },
    { label: `${label}, baseline`, unit: 'documents/s', samples: baseline },
  ];
  return {
    measurements: [
      ...rates('insert', insert),
      ...rates('find', find),
      ...rates('group', group),
      { label: 'insert ratio', unit: '', samples: insertRatios, remark: 'larger is better; at least 0.5' },
      { label: 'find ratio', unit: '', samples: findRatios, remark: 'larger is better; at least 0.4' },
      { label: 'group ratio', unit: '', samples: groupRatios, remark: 'larger is better; at least 0.7' },
      { label: 'memory at start', unit: 'MB', samples: [memory.startBytes / 1e6] },
      { label: 'memory at peak', unit: 'MB', samples: [memory.peakBytes / 1e6], remark: `${MANY} documents` },
      { label: 'cold start to ping', unit: 'ms', samples: cold, remark: 'at most 400' },
      { label: 'the same on 1 GB', unit: 'ms', samples: coldLarge, remark: 'at most 1000' },
    ],
    figures: {
      insertRatio: figure(median(insertRatios)),
      findRatio: figure(median(findRatios)),
      groupRatio: figure(median(groupRatios)),
      peakOverStartRss: figure(memory.peakBytes / memory.startBytes),
      coldPingMs: figure(median(cold)),
      coldPing1GbMs: figure(median(coldLarge)),
    },
  };
}

export const documents: BenchEntry = {
  name: 'documents',
  about: 'the embedded document server against its storage engine, and against mingo on an array',
  run: measure,
};

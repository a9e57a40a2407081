import { createReadStream, openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { SongTrackPro } from '@songtrackpro/sdk';
import { parse } from 'csv-parse';
import { startChild } from '../harness/child.ts';
import type { BenchContext, BenchEntry, BenchResult } from '../harness/entry.ts';
import { figure, median } from '../harness/statistics.ts';
import { type PreparedStores, prepareStores } from '../read/prepare-stores.ts';
import { writeSettings } from '../read/settings.ts';
import { writeExport } from './write-export.ts';

const ready = /^ready (http:\S+)$/;
/** A million where `STP_LONG` is set, as for the tests. */
const fullRows = process.env.STP_LONG === '1' ? 1_000_000 : 100_000;
const quickRows = 10_000;

async function residentMb(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]) / 1024 ** 2;
}

/** Rows a second of the CSV library alone, over the same bytes. */
async function parsingRate(path: string): Promise<number> {
  const begun = performance.now();
  let rows = 0;
  const parser = createReadStream(path, { highWaterMark: 256 * 1024 }).pipe(parse({ relax_column_count: true }));
  for await (const _ of parser) rows += 1;
  return rows / ((performance.now() - begun) / 1000);
}

interface Imported {
  rate: number;
  peakMb: number;
}

/** Rows a second from the last byte of the upload to the last fact, and the server's memory meanwhile. */
async function importOnce(client: SongTrackPro, url: string, path: string, dryRun = false): Promise<Imported> {
  let peakMb = await residentMb(url);
  const sample = setInterval(() => {
    residentMb(url).then(
      (mb) => {
        peakMb = Math.max(peakMb, mb);
      },
      () => undefined,
    );
  }, 250);
  try {
    const { id } = await client.imports.create({ fileName: 'Bench/ads.csv', dryRun });
    await client.imports.sendContent(id, await openAsBlob(path));
    const begun = performance.now();
    const { status, rows } = await client.imports.wait(id);
    const seconds = (performance.now() - begun) / 1000;
    const ended = dryRun ? status === 'previewed' : status === 'completed' && rows.changed === rows.read;
    if (!ended) throw new Error(`the import ended as ${status}`);
    return { rate: rows.read / seconds, peakMb };
  } finally {
    clearInterval(sample);
  }
}

async function measure(context: BenchContext, { settings, apiKey }: PreparedStores): Promise<BenchResult> {
  const rows = context.rounds > 1 ? fullRows : quickRows;
  const path = join(context.folder, 'ads.csv');
  const file = join(context.folder, 'settings.json');
  await writeSettings(file, settings);
  // What a process took once it seldom gives back, so each import has a process of its own.
  const importInto = async (dryRun: boolean) => {
    const server = await startChild('src/read/ours.ts', [file], ready);
    const url = server.announced[1] ?? '';
    try {
      return await importOnce(new SongTrackPro({ apiKey, baseUrl: url }), url, path, dryRun);
    } finally {
      await server.stop();
    }
  };
  context.onProgress(`writing an export of ${rows} rows`);
  const bytes = await writeExport(path, rows);
  context.onProgress('parsing alone');
  const parsing = [await parsingRate(path), await parsingRate(path), await parsingRate(path)];
  context.onProgress('importing');
  const { rate, peakMb } = await importInto(false);
  // All but the writing, which goes by batches whatever the size; written, ten times the rows would take an hour and more.
  context.onProgress('trying ten times the rows');
  await writeExport(path, rows * 10);
  const tenfold = await importInto(true);
  const ratio = rate / median(parsing);
  const size = `${rows} rows, ${Math.round(bytes / 1024 ** 2)} MB`;
  return {
    measurements: [
      { label: 'import', unit: 'rows/s', samples: [rate], remark: `${size}; checked, placed and stored` },
      { label: 'parsing alone', unit: 'rows/s', samples: parsing },
      { label: 'import ratio', unit: '', samples: [ratio], remark: 'larger is better' },
      { label: 'memory at its peak', unit: 'MB', samples: [peakMb], remark: 'of the server; 300 at most' },
      { label: 'dry run of ten times the rows', unit: 'rows/s', samples: [tenfold.rate] },
      { label: 'memory at its peak', unit: 'MB', samples: [tenfold.peakMb], remark: 'of the server; 300 at most' },
    ],
    figures: {
      ratio: figure(ratio),
      rowsPerSecond: figure(rate),
      peakMb: figure(peakMb),
      tenfoldPeakMb: figure(tenfold.peakMb),
      rows,
    },
  };
}

export const imports: BenchEntry = {
  name: 'import',
  about: 'an Ads Manager export from its last byte to its last fact, against parsing it with the same CSV library',
  async run(context) {
    context.onProgress('starting stores');
    const stores = await prepareStores(context.folder);
    try {
      return await measure(context, stores);
    } finally {
      await stores.close();
    }
  },
};

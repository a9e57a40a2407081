import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SongTrackPro } from '@songtrackpro/sdk';
import postgres, { type Sql } from 'postgres';
import { campaigns } from '../campaigns/entry.ts';
import { type Child, startChild } from '../harness/child.ts';
import type { BenchContext, BenchEntry, BenchResult } from '../harness/entry.ts';
import { peakDuring } from '../harness/resident.ts';
import { figureOf } from '../harness/results.ts';
import { figure } from '../harness/statistics.ts';
import { type PreparedStores, prepareStores } from '../read/prepare-stores.ts';
import { writeSettings } from '../read/settings.ts';
import { writeCatalogue } from './write-file.ts';

/** Rows whose memory is compared with that of all rows. */
const warmRows = 5000;
const fullRows = 50_000;

const columns = `id, organization_id, artist_id, title, artist, album, isrc, release_date, duration_ms, explicit, label,
  genres, origin`;

interface Run {
  seconds: number;
  serverBytes: number;
  clientBytes: number;
}

async function importFile(
  context: BenchContext,
  client: SongTrackPro,
  pid: number,
  range: [first: number, rows: number],
): Promise<Run> {
  const [first, rows] = range;
  const path = join(context.folder, `catalogue-${first}.csv`);
  await writeCatalogue(path, first, rows);
  const file = await openAsBlob(path);
  const start = performance.now();
  const both = await peakDuring(pid, () =>
    peakDuring(process.pid, () =>
      client.tracks.importCsvFile(file, {
        onProgress: ({ created }) => {
          if (created % 10_000 === 0) context.onProgress(`${created} of ${rows} rows`);
        },
      }),
    ),
  );
  const seconds = (performance.now() - start) / 1000;
  const { created } = both.result.result;
  if (created !== rows) throw new Error(`expected ${rows} tracks, ${created} were created`);
  return { seconds, serverBytes: both.peakBytes, clientBytes: both.result.peakBytes };
}

/** Seconds of COPY for the rows that the import made. */
async function copySame(owner: Sql): Promise<number> {
  const rows: Buffer[] = [];
  for await (const chunk of await owner.unsafe(`copy (select ${columns} from tracks) to stdout`).readable())
    rows.push(chunk);
  await owner`truncate tracks cascade`;
  const start = performance.now();
  await pipeline(Readable.from(rows), await owner.unsafe(`copy tracks (${columns}) from stdin`).writable());
  return (performance.now() - start) / 1000;
}

async function measure(context: BenchContext, stores: PreparedStores, server: Child): Promise<BenchResult> {
  const client = new SongTrackPro({ apiKey: stores.apiKey, baseUrl: server.announced[1] ?? '' });
  const fullCount = context.rounds > 1 ? fullRows : 2 * warmRows;
  const small = await importFile(context, client, server.pid, [0, warmRows]);
  const large = await importFile(context, client, server.pid, [warmRows, fullCount]);
  const owner = postgres(stores.settings.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await owner`delete from tracks where isrc < ${`QMBNC${String(warmRows).padStart(7, '0')}`}`;
    const copySeconds = await copySame(owner);
    const [ours, copy] = [fullCount / large.seconds, fullCount / copySeconds];
    const mebibytes = (bytes: number) => bytes / 1024 / 1024;
    return {
      measurements: [
        {
          label: 'CSV over HTTP',
          unit: 'rows/s',
          samples: [ours],
          remark: `${fullCount} rows, artists made, every row audited`,
        },
        {
          label: 'COPY of the same tracks',
          unit: 'rows/s',
          samples: [copy],
          remark: 'as the owner, every index in place',
        },
        { label: 'ratio', unit: '', samples: [ours / copy], remark: 'larger is better' },
        { label: `server memory, ${warmRows} rows`, unit: 'MiB', samples: [mebibytes(small.serverBytes)] },
        {
          label: `server memory, ${fullCount} rows`,
          unit: 'MiB',
          samples: [mebibytes(large.serverBytes)],
          remark: 'flat: not ten times as much',
        },
        { label: `client memory, ${fullCount} rows`, unit: 'MiB', samples: [mebibytes(large.clientBytes)] },
      ],
      figures: {
        importRatio: figure(ours / copy),
        rowsPerSecond: figure(ours),
        memoryRatio: figure(large.serverBytes / small.serverBytes),
      },
    };
  } finally {
    await owner.end({ timeout: 5 });
  }
}

export const catalogue: BenchEntry = {
  name: 'catalogue',
  about:
    'a list of campaigns against raw queries, and a file taken in by the SDK over HTTP, against COPY of the same tracks',
  async run(context) {
    // The same comparison as the entry `campaigns`.
    const listRatio = await figureOf(campaigns, 'ratio', context);
    context.onProgress('starting stores and the server');
    const stores = await prepareStores(context.folder);
    const settings = join(context.folder, 'settings.json');
    let server: Child | undefined;
    try {
      await writeSettings(settings, stores.settings);
      server = await startChild('src/read/ours.ts', [settings], /^ready (http:\S+)$/);
      const { measurements, figures } = await measure(context, stores, server);
      const list = {
        label: 'list, ratio',
        unit: '',
        samples: [listRatio],
        remark: 'of `campaigns`; smaller is better',
      };
      return { measurements: [list, ...measurements], figures: { listRatio, ...figures } };
    } finally {
      await server?.stop();
      await stores.close();
    }
  },
};

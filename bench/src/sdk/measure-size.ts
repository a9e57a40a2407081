import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { BenchResult } from '../harness/entry.ts';
import { figure } from '../harness/statistics.ts';
import type { Project } from './install.ts';

const use = `
for await (const campaign of client.campaigns.list()) console.log(campaign.name);
console.log((await client.tracks.list()).items.length);
for await (const { position } of client.metrics.watch()) console.log(position);`;

/** A page that uses three resources and a subscription, and the same with the client of all resources. */
const pages = {
  some: `import { Campaigns, clientWith, Metrics, Tracks } from '@songtrackpro/sdk';
const resources = { campaigns: Campaigns, metrics: Metrics, tracks: Tracks };
const client = clientWith(resources, { session: () => sessionStorage.session, baseUrl: location.origin });${use}`,
  all: `import { SongTrackPro } from '@songtrackpro/sdk';
const client = new SongTrackPro({ session: () => sessionStorage.session, baseUrl: location.origin });${use}`,
};

/** Kilobytes, of 1,000, that a browser loads: bundled, minified, compressed. */
async function kilobytesOf({ folder }: Project, name: keyof typeof pages): Promise<number> {
  const entry = join(folder, `${name}.js`);
  await writeFile(entry, pages[name]);
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
  });
  return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length / 1000;
}

export async function measureSize(project: Project): Promise<BenchResult> {
  const [some, all] = [await kilobytesOf(project, 'some'), await kilobytesOf(project, 'all')];
  return {
    measurements: [
      { label: 'page of three resources', unit: 'kB', samples: [some], remark: 'minified and compressed; at most 12' },
      { label: 'page of the whole client', unit: 'kB', samples: [all] },
    ],
    figures: { gzipKb: figure(some), wholeGzipKb: figure(all) },
  };
}

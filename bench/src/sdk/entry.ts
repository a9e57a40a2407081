import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchContext, BenchEntry, BenchResult } from '../harness/entry.ts';
import { type Stage, withServers } from '../harness/with-servers.ts';
import { installSdk } from './install.ts';
import { measureCall } from './measure-call.ts';
import { measureCompile } from './measure-compile.ts';
import { measureImport } from './measure-import.ts';
import { measureSize } from './measure-size.ts';

async function measure(context: BenchContext, { stores, start }: Stage): Promise<BenchResult[]> {
  context.onProgress('packing the SDK');
  const folder = join(context.folder, 'project');
  await mkdir(folder);
  const project = await installSdk(folder);
  context.onProgress(`${context.rounds} rounds of imports, compilations and calls`);
  return [
    await measureSize(project),
    await measureImport(context, project),
    await measureCompile(context, project),
    await measureCall(context, project, { ...stores, url: await start('src/platform/unlimited.ts') }),
  ];
}

export const sdk: BenchEntry = {
  name: 'sdk',
  about: 'the packed SDK: size in a page, import, compilation against a client typed by hand, calls against fetch',
  run: (context) => withServers(context, (stage) => measure(context, stage)),
};

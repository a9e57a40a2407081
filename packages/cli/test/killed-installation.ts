import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SongTrackPro } from '@songtrackpro/sdk';
import { afterAll, beforeAll } from 'vitest';
import { removeFolder, temporaryFolder } from './installation.ts';
import { type Run, songtrackpro } from './run-songtrackpro.ts';

/** An installation of a test file whose server is killed and served again; its folder goes at the end. */
export function killedInstallation() {
  let folder: string;
  let dataDir: string;
  let apiKey: string;

  beforeAll(async () => {
    folder = await temporaryFolder();
    dataDir = join(folder, 'data');
    const made = await songtrackpro(['start', '--exit', '--data', dataDir]).ended;
    if (made.code !== 0) throw new Error(made.stderr);
    apiKey = (JSON.parse(await readFile(join(dataDir, 'keys.json'), 'utf8')) as { demo: string }).demo;
  });
  afterAll(() => removeFolder(folder));

  return {
    folder: () => folder,
    /** A server, and a client that repeats nothing by itself. */
    async serve(): Promise<{ run: Run; client: SongTrackPro }> {
      const run = songtrackpro(['serve', '--data', dataDir], { env: { RATE_LIMIT_PER_MINUTE: '100000' } });
      const [, baseUrl = ''] = await run.says(/^Serving at (\S+) \(/m);
      return { run, client: new SongTrackPro({ apiKey, baseUrl, retries: 0 }) };
    },
  };
}

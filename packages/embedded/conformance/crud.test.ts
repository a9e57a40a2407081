import { join } from 'node:path';
import { expect, test } from 'vitest';
import { externalMongodb } from '../../../scripts/vitest/external-stores.ts';
import { KNOWN_FAILURES } from './known-failures.ts';
import { runFolder } from './run-folder.ts';

const data = process.env.REAL_DATA_DIR;
const title = 'exactly the listed CRUD tests of the driver specification fail';

test.skipIf(!data)(
  data ? title : `${title} (skipped: REAL_DATA_DIR names no folder with mongodb-driver-spec)`,
  { timeout: 300_000 },
  async () => {
    const reports = await runFolder(join(String(data), 'mongodb-driver-spec', 'crud'));
    const failed = reports
      .filter(({ result }) => result === 'failed')
      .map(({ file, test: name }) => `${file}: ${name}`);
    const known = Object.entries(KNOWN_FAILURES).flatMap(([file, tests]) =>
      Object.keys(tests).map((name) => `${file}: ${name}`),
    );
    // MongoDB itself fails none of them; how many it skips depends on its topology.
    const isEmbedded = externalMongodb() === undefined;
    expect(failed.sort()).toEqual(isEmbedded ? known.sort() : []);
    if (!isEmbedded) return;
    expect(reports.filter(({ result }) => result === 'skipped')).toHaveLength(120);
    expect(reports.filter(({ result }) => result === 'passed').length).toBeGreaterThanOrEqual(354);
  },
);

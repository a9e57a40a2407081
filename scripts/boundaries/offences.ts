export interface Offence {
  rule: string;
  /** Path of the file that breaks the rule. */
  file: string;
  text: string;
}

const offence = (rule: string, file: string, text: string): Offence => ({ rule, file, text });

/** One file for each way in which a rule can be broken. */
export const offences: readonly Offence[] = [
  offence('contracts-import-nothing-of-ours', 'packages/contracts/src/a.ts', `import '@songtrackpro/db';`),
  offence('contracts-use-zod-alone', 'packages/contracts/src/b.ts', `import 'node:fs';`),
  offence('contracts-use-zod-alone', 'packages/contracts/src/c.ts', `import 'hono';`),
  offence('db-imports-contracts', 'packages/db/src/a.ts', `import '@songtrackpro/server';`),
  offence('db-imports-contracts', 'packages/db/src/b.ts', `import type { x } from '@songtrackpro/embedded';`),
  offence('db-entry-offers-verbs', 'packages/db/src/index.ts', `export * from './tracks/tables.ts';`),
  offence('db-connections-in-core', 'packages/db/src/tracks/connect.ts', `import 'postgres';`),
  offence('db-connections-in-core', 'packages/db/src/tracks/connect-documents.ts', `import { x } from 'mongodb';`),
  offence('db-mongoose-defines-only', 'packages/db/src/tracks/store.ts', `import 'mongoose';`),
  offence('embedded-imports-nothing-of-ours', 'packages/embedded/src/a.ts', `import '@songtrackpro/contracts';`),
  offence('server-imports-contracts-and-db', 'packages/server/src/a.ts', `import '@songtrackpro/embedded';`),
  offence('server-imports-contracts-and-db', 'packages/server/src/b.ts', `import '@songtrackpro/sdk';`),
  offence('server-domain-by-its-index', 'packages/server/src/tracks/a.ts', `import '../artists/load.ts';`),
  offence('server-core-knows-no-domain', 'packages/server/src/core/a.ts', `import '../artists/index.ts';`),
  offence('server-parts-know-no-root', 'packages/server/src/tracks/b.ts', `import '../router.ts';`),
  offence('store-drivers-in-db', 'packages/server/src/tracks/c.ts', `import 'drizzle-orm';`),
  offence('store-drivers-in-db', 'packages/cli/src/c.ts', `import type { x } from 'mongodb';`),
  offence('sdk-imports-contracts', 'packages/sdk/src/a.ts', `import '@songtrackpro/server';`),
  offence('sdk-uses-the-client-alone', 'packages/sdk/src/b.ts', `import 'node:path';`),
  offence('sdk-carries-no-zod', 'packages/sdk/src/c.ts', `import { x } from '@songtrackpro/contracts';`),
  offence('cli-imports-entries', 'packages/cli/src/a.ts', `import '@songtrackpro/db';`),
  offence('cli-loads-the-server-lazily', 'packages/cli/src/b.ts', `import '@songtrackpro/server';`),
  offence('examples-import-the-sdk', 'examples/src/a.ts', `import '@songtrackpro/server';`),
  offence('bench-imports-entries', 'bench/src/a.ts', `import '../../packages/server/src/artists/load.ts';`),
  offence('scripts-import-entries', 'scripts/a.ts', `import '@songtrackpro/db';`),
  offence('packages-by-name', 'bench/src/b.ts', `import '../../packages/server/src/index.ts';`),
  offence('tests-import-entries', 'packages/cli/src/a.test.ts', `import '../../server/src/artists/load.ts';`),
  offence('test-code-in-tests-only', 'packages/server/src/artists/a.ts', `import './load.test.ts';`),
  offence('trpc-server-in-server', 'packages/db/src/tracks/a.ts', `import '@trpc/server';`),
  offence('declared-dependencies', 'packages/server/src/artists/b.ts', `import 'undeclared';`),
  offence('no-development-dependency-at-run-time', 'packages/server/src/artists/c.ts', `import 'vitest';`),
  offence('no-unresolved-import', 'packages/server/src/artists/d.ts', `import './missing.ts';`),
  offence('no-cycles', 'packages/server/src/artists/e.ts', `import './f.ts'; import './e.ts';`),
];

/** Files that keep every rule, among them what the offences refer to. */
export const inOrder: Readonly<Record<string, string>> = {
  'packages/contracts/src/index.ts': `import 'zod'; export const x = 1;`,
  'packages/contracts/src/metrics/definitions.ts': `export const metrics = 1;`,
  'packages/contracts/src/a.test.ts': `import 'node:fs'; import 'vitest';`,
  'packages/db/src/tracks/tables.ts': `import 'drizzle-orm';`,
  'packages/db/src/tracks/documents.ts': `import 'mongoose'; import type { x } from 'mongodb';`,
  'packages/db/src/core/connect.ts': `import 'postgres'; import 'mongodb'; import 'node:net';`,
  'packages/embedded/src/index.ts': `import 'node:net'; import 'mongodb';`,
  'packages/server/src/index.ts': `import '@songtrackpro/db'; import '@songtrackpro/contracts'; import './router.ts';`,
  'packages/server/src/router.ts': `import './tracks/d.ts';`,
  'packages/server/src/tracks/d.ts': `import '../artists/index.ts'; import '../core/b.ts'; import './e.ts';`,
  'packages/server/src/tracks/e.ts': `import type { D } from './d.ts';`,
  'packages/server/src/core/b.ts': `import 'hono'; import '@trpc/server';`,
  'packages/server/src/artists/index.ts': `import './load.ts';`,
  'packages/server/src/artists/load.ts': `export const load = 1;`,
  'packages/server/src/artists/load.test.ts': `import '@songtrackpro/sdk'; import '../../../../scripts/vitest/rounds.ts';`,
  'packages/server/src/artists/f.ts': `import './e.ts';`,
  'packages/sdk/src/index.ts': `import 'eventsource-parser'; import '@songtrackpro/contracts/metrics';`,
  'packages/cli/src/index.ts': `import '@songtrackpro/sdk'; export const load = () => import('@songtrackpro/server');`,
  'packages/cli/src/types.ts': `import type { x } from '@songtrackpro/server';`,
  'examples/src/b.ts': `import '@songtrackpro/sdk'; import 'node:fs';`,
  'bench/src/c.ts': `import '@songtrackpro/server'; import 'postgres';`,
  'scripts/vitest/rounds.ts': `import '@songtrackpro/server';`,
};

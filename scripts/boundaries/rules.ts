import { readFileSync } from 'node:fs';
import type { IForbiddenRuleType } from 'dependency-cruiser';

// Who may import whom. Rules name what is allowed and forbid the rest, so that a new file is covered on the day it is
// written; boundaries.test.ts proves each of them on files that break it.

const areas = '^(packages/[^/]+|examples|bench|scripts)/';
const ours = '^(packages|examples|bench|scripts)/';
const tests =
  '(\\.test\\.ts$|\\.testing\\.ts$|^packages/[^/]+/(test|conformance)/|^packages/[^/]+/src/testing/|^scripts/vitest/)';
/** What the packages offer by their `exports`. */
const entry = (...names: string[]) => names.flatMap(exportedFiles);
const npm = (names: string) => `node_modules/(${names})/`;

function exportedFiles(name: string): string[] {
  const manifest = readFileSync(new URL(`../../packages/${name}/package.json`, import.meta.url), 'utf8');
  const { exports } = JSON.parse(manifest) as { exports: Record<string, string> };
  return Object.values(exports).map((path) => `^packages/${name}/${path.slice(2).replaceAll('.', '\\.')}$`);
}

/** Code of one package, without its tests, may import only these modules of the workspace, besides its own. */
function area(name: string, path: string, allowed: readonly string[], comment: string): IForbiddenRuleType {
  return {
    name,
    severity: 'error',
    comment,
    from: { path, pathNot: tests },
    to: { path: ours, pathNot: [path, ...allowed] },
  };
}

const betweenPackages: IForbiddenRuleType[] = [
  area(
    'contracts-import-nothing-of-ours',
    '^packages/contracts/',
    [],
    'Contracts are the bottom: everything imports them.',
  ),
  area('db-imports-contracts', '^packages/db/', [...entry('contracts')], 'db knows contracts and nothing above it.'),
  area(
    'embedded-imports-nothing-of-ours',
    '^packages/embedded/',
    [],
    'The embedded stores know nothing of the domain.',
  ),
  area(
    'server-imports-contracts-and-db',
    '^packages/server/',
    [...entry('contracts', 'db')],
    'Stores are reached by URL; only who starts the server knows embedded ones.',
  ),
  area('sdk-imports-contracts', '^packages/sdk/', [...entry('contracts')], 'The SDK never sees server code.'),
  area(
    'cli-imports-entries',
    '^packages/cli/',
    [...entry('contracts', 'sdk', 'server', 'embedded')],
    'Commands use the SDK; operating loads server and stores.',
  ),
  area('examples-import-the-sdk', '^examples/', [...entry('sdk')], 'An example shows what an integrator can do.'),
  area(
    'bench-imports-entries',
    '^bench/',
    [...entry('contracts', 'db', 'embedded', 'server', 'sdk')],
    'Comparisons use public entries.',
  ),
  area(
    'scripts-import-entries',
    '^scripts/',
    [...entry('contracts', 'embedded', 'server', 'sdk'), '^packages/sdk/scripts/render-types\\.ts$'],
    'Checks look from outside.',
  ),
  {
    name: 'tests-import-entries',
    severity: 'error',
    comment: 'A test may start servers and stores, by their public entries.',
    from: { path: `${areas}.*${tests}` },
    to: {
      path: ours,
      pathNot: ['^$1/', ...entry('contracts', 'db', 'embedded', 'server', 'sdk'), '^scripts/vitest/'],
    },
  },
  {
    name: 'packages-by-name',
    severity: 'error',
    comment: 'Another package is imported by its name; a relative path would go around its exports.',
    from: { path: areas },
    to: {
      path: ours,
      pathNot: ['^$1/', '^scripts/vitest/', '^packages/sdk/scripts/render-types\\.ts$'],
      dependencyTypes: ['local'],
    },
  },
  {
    name: 'test-code-in-tests-only',
    severity: 'error',
    comment: 'What only tests need must not reach a running program.',
    from: { path: ours, pathNot: [tests, '^scripts/'] },
    to: { path: [tests, '^scripts/vitest/'] },
  },
];

const insidePackages: IForbiddenRuleType[] = [
  {
    name: 'server-domain-by-its-index',
    severity: 'error',
    comment: 'A domain offers its index.ts to other domains; the rest is its own.',
    from: { path: '^packages/server/src/([^/]+)/' },
    to: {
      path: '^packages/server/src/[^/]+/',
      pathNot: [
        '^packages/server/src/(core|$1)/',
        '^packages/server/src/[^/]+/index\\.ts$',
        // Servers that stand in for providers are an entry of their own: no running server loads them.
        '^packages/server/src/providers/fakes\\.ts$',
      ],
    },
  },
  {
    name: 'server-core-knows-no-domain',
    severity: 'error',
    comment: 'The core carries requests to domains that it does not know.',
    from: { path: '^packages/server/src/core/', pathNot: tests },
    to: { path: '^packages/server/src/', pathNot: '^packages/server/src/core/' },
  },
  {
    name: 'server-parts-know-no-root',
    severity: 'error',
    comment: 'router.ts, http.ts and server.ts put the parts together; no part imports them back.',
    from: { path: '^packages/server/src/[^/]+/', pathNot: tests },
    to: { path: '^packages/server/src/[^/]+$' },
  },
  {
    name: 'db-entry-offers-verbs',
    severity: 'error',
    comment: 'With tables or collections in hand, a caller could leave withTenant and the gateway out.',
    from: { path: '^packages/db/src/index\\.ts$' },
    to: { path: '^packages/db/src/([^/]+/(tables|documents|collections)|core/(gateway|guard|columns))\\.ts$' },
  },
  {
    name: 'db-connections-in-core',
    severity: 'error',
    comment:
      'Connections are made in core alone; elsewhere there is a tenant’s transaction or a gateway. Number classes of BSON are only values.',
    from: {
      path: '^packages/db/src/',
      pathNot: ['^packages/db/src/core/', '^packages/db/src/metrics/stored-numbers\\.ts$', tests],
    },
    to: { path: [npm('postgres|mongodb'), 'node_modules/drizzle-orm/postgres-js/'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'db-mongoose-defines-only',
    severity: 'error',
    comment:
      'mongoose describes collections; reading and writing goes through the gateway, whose rules no call can switch off.',
    from: {
      path: '^packages/db/src/',
      pathNot: ['^packages/db/src/[^/]+/([a-z-]+-schema|collections|documents|migrate-documents)\\.ts$', tests],
    },
    to: { path: npm('mongoose') },
  },
  {
    name: 'cli-loads-the-server-lazily',
    severity: 'error',
    comment: 'The commands that only use the SDK work where neither server nor stores are installed.',
    from: { path: '^packages/cli/', pathNot: tests },
    to: { path: '^packages/(server|embedded)/', dynamic: false, dependencyTypesNot: ['type-only'] },
  },
];

const outside: IForbiddenRuleType[] = [
  {
    name: 'contracts-use-zod-alone',
    severity: 'error',
    comment: 'Contracts run anywhere: in a browser, in a worker, at an edge.',
    from: { path: '^packages/contracts/', pathNot: tests },
    to: { pathNot: [ours, npm('zod')] },
  },
  {
    name: 'sdk-uses-the-client-alone',
    severity: 'error',
    comment: 'The SDK runs anywhere and has no dependency; the parser of event streams is built in.',
    from: { path: '^packages/sdk/src/', pathNot: tests },
    to: { pathNot: [ours, npm('eventsource-parser')] },
  },
  {
    name: 'sdk-carries-no-zod',
    severity: 'error',
    comment: 'zod would weigh more than the SDK itself; types come from the contracts, parsing stays with the server.',
    from: { path: '^packages/sdk/src/', pathNot: tests },
    to: { path: npm('zod'), reachable: true },
  },
  {
    name: 'store-drivers-in-db',
    severity: 'error',
    comment: 'Only db and the embedded stores speak to a store; anything else would get around tenant isolation.',
    from: { path: '^(packages/(?!db/|embedded/)|examples/)', pathNot: tests },
    to: { path: npm('drizzle-orm|mongoose|mongodb|bson|postgres|pg') },
  },
  {
    name: 'trpc-server-in-server',
    severity: 'error',
    comment: 'The transport ends at the server; verbs below it do not know how they were called.',
    from: { path: '^(packages/(?!server/)|examples/)', pathNot: tests },
    to: { path: npm('@trpc/server|hono|@hono/node-server') },
  },
  {
    name: 'declared-dependencies',
    severity: 'error',
    comment: 'What is not in the package’s own package.json is there by accident.',
    from: { path: ours },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-development-dependency-at-run-time',
    severity: 'error',
    comment: 'An installed package has its dependencies, not its development dependencies. The SDK bundles its own.',
    from: { path: '^packages/(?!sdk/)[^/]+/src/', pathNot: tests },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-unresolved-import',
    severity: 'error',
    comment: 'An import that leads nowhere is not covered by any rule.',
    from: { path: ours },
    to: { couldNotResolve: true },
  },
  {
    name: 'no-cycles',
    severity: 'error',
    comment: 'Modules that need each other at run time are one module. Types may refer to each other.',
    from: { path: ours },
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
];

export const rules = [...betweenPackages, ...insidePackages, ...outside];

import { expect, test } from 'vitest';
import { compareDomains, type DomainFacts } from './domain-names.ts';

const facts: DomainFacts = {
  contract: { tracks: ['get', 'list'] },
  contractFolders: ['tracks'],
  serverRouters: { tracks: "export const x = implement('tracks', contract.tracks, {});" },
  rootRouter: "import { x } from './tracks/router.ts';",
  client: { tracks: ['get', 'list', 'wait'] },
  sdkFiles: ['tracks.ts', 'client.ts'],
};

test('domains that are spelled the same everywhere pass', () => {
  expect(compareDomains(facts)).toEqual([]);
});

test.each<[name: string, change: Partial<DomainFacts>]>([
  ['a contract folder without a place in the contract', { contractFolders: ['tracks', 'albums'] }],
  ['a domain without a contract folder', { contractFolders: [] }],
  ['a router that implements another contract', { serverRouters: { tracks: "implement('tracks', contract.artists" } }],
  ['a router under another name', { serverRouters: { tracks: "implement('songs', contract.tracks" } }],
  ['a router that is not put together with the others', { rootRouter: '' }],
  ['a router of no domain', { serverRouters: { ...facts.serverRouters, albums: '' } }],
  ['a missing SDK method', { client: { tracks: ['get'] } }],
  ['an SDK property of no domain', { client: { ...facts.client, albums: [] } }],
  ['a missing SDK file', { sdkFiles: [] }],
])('%s is found', (_, change) => {
  expect(compareDomains({ ...facts, ...change })).toHaveLength(1);
});

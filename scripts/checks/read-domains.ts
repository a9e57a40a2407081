import { readdir, readFile } from 'node:fs/promises';
import { contract } from '@songtrackpro/contracts';
import { SongTrackPro } from '@songtrackpro/sdk';
import type { DomainFacts } from './domain-names.ts';

async function foldersOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** Text of the file of this name in each folder that has one, by folder. */
async function textsOf(path: string, fileName: string): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const folder of await foldersOf(path)) {
    const text = await readFile(`${path}/${folder}/${fileName}`, 'utf8').catch(() => undefined);
    if (text !== undefined) texts[folder] = text;
  }
  return texts;
}

function methodsOf(resource: object): string[] {
  const own: object = Object.getPrototypeOf(resource);
  if (own === Object.prototype) return [];
  // A resource may be made of parts, each a class that the next one extends.
  return [...Object.getOwnPropertyNames(own).filter((name) => name !== 'constructor'), ...methodsOf(own)];
}

/** Reads the domains from the contracts, the folders, the routers and a client. */
export async function readDomains(): Promise<DomainFacts> {
  const client = new SongTrackPro({ apiKey: 'unused', baseUrl: 'http://127.0.0.1' });
  return {
    contract: Object.fromEntries(Object.entries(contract).map(([domain, calls]) => [domain, Object.keys(calls)])),
    contractFolders: Object.keys(await textsOf('packages/contracts/src', 'procedures.ts')),
    serverRouters: await textsOf('packages/server/src', 'router.ts'),
    rootRouter: await readFile('packages/server/src/router.ts', 'utf8'),
    client: Object.fromEntries(Object.entries(client).map(([domain, resource]) => [domain, methodsOf(resource)])),
    sdkFiles: await readdir('packages/sdk/src'),
  };
}

import { dataFolder, dataOption } from '../local/data-folder.ts';
import { commandPrefix, exitCodes, progress, say } from '../terminal.ts';

export interface ConvertOptions {
  to?: 'embedded' | 'mongod';
  fromUri?: string;
  toUri?: string;
  data?: string;
  json?: boolean;
}

export async function convertDocuments(options: ConvertOptions): Promise<number> {
  const { to, fromUri, toUri, data, json = false } = options;
  if (to !== undefined && fromUri === undefined && toUri === undefined)
    return convertFolder(to, dataFolder(data), json);
  if (to === undefined && toUri !== undefined) {
    if (fromUri === undefined) return copyFromFolder(dataFolder(data), toUri, json);
    if (data === undefined) return copyBetween(fromUri, toUri, json);
  }
  progress('songtrackpro: give either --to embedded or --to mongod, or --to-uri with --from-uri or a data folder.');
  return exitCodes.misused;
}

async function convertFolder(to: 'embedded' | 'mongod', dataDir: string, json: boolean): Promise<number> {
  const { convertDataFolder } = await import('@songtrackpro/embedded/convert');
  const { collections, documents, oldFiles } = await convertDataFolder({ dataDir, to, onProgress: progress });
  if (json) {
    say(JSON.stringify({ collections, documents, oldFiles: oldFiles ?? null }));
    return exitCodes.done;
  }
  if (oldFiles === undefined) {
    say(`There is nothing to convert: no documents in ${dataDir} are kept by another store.`);
  } else {
    say(`${collections} collections with ${documents} documents are copied and compared.`);
    say(`The files from before are in ${oldFiles}; remove them when you no longer need them.`);
  }
  const setting = to === 'mongod' ? 'with DOCUMENT_STORE=mongod' : 'without DOCUMENT_STORE';
  say(`From now on run it ${setting}: ${commandPrefix} serve${dataOption(dataDir)}`);
  return exitCodes.done;
}

/** From the store of a data folder to a server: from an evaluation to production. */
async function copyFromFolder(dataDir: string, to: string, json: boolean): Promise<number> {
  const [{ openStores }, { readEnvironment }] = await Promise.all([
    import('@songtrackpro/embedded'),
    import('@songtrackpro/server/environment'),
  ]);
  const documentStore = readEnvironment(process.env).DOCUMENT_STORE;
  const stores = await openStores({ dataDir, postgres: false, documentStore, onProgress: progress });
  try {
    // The database that drivers take where a URI names none.
    return await copyBetween(`${stores.documentsUri}/test`, to, json);
  } finally {
    await stores.close();
  }
}

async function copyBetween(from: string, to: string, json: boolean): Promise<number> {
  const { convertUris } = await import('@songtrackpro/embedded/convert');
  const { collections, documents } = await convertUris({ from, to, onProgress: progress });
  if (json) say(JSON.stringify({ collections, documents }));
  else say(`${collections} collections with ${documents} documents are copied and compared.`);
  return exitCodes.done;
}

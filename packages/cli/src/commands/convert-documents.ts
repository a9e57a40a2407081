import { dataFolder, dataOption } from '../local/data-folder.ts';
import { commandPrefix, exitCodes, progress, say } from '../terminal.ts';

export interface ConvertOptions {
  to?: 'embedded' | 'mongod';
  fromUri?: string;
  toUri?: string;
  data?: string;
}

export async function convertDocuments(options: ConvertOptions): Promise<number> {
  const { to, fromUri, toUri, data } = options;
  if (to !== undefined && fromUri === undefined && toUri === undefined) return convertFolder(to, dataFolder(data));
  if (to === undefined && toUri !== undefined) {
    if (fromUri === undefined) return copyFromFolder(dataFolder(data), toUri);
    if (data === undefined) return copyBetween(fromUri, toUri);
  }
  progress('songtrackpro: give either --to embedded or --to mongod, or --to-uri with --from-uri or a data folder.');
  return exitCodes.misused;
}

async function convertFolder(to: 'embedded' | 'mongod', dataDir: string): Promise<number> {
  const { convertDataFolder } = await import('@songtrackpro/embedded/convert');
  const { collections, documents, oldFiles } = await convertDataFolder({ dataDir, to, onProgress: progress });
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
async function copyFromFolder(dataDir: string, to: string): Promise<number> {
  const [{ openStores }, { readEnvironment }] = await Promise.all([
    import('@songtrackpro/embedded'),
    import('@songtrackpro/server/environment'),
  ]);
  const documentStore = readEnvironment(process.env).DOCUMENT_STORE;
  const stores = await openStores({ dataDir, postgres: false, documentStore, onProgress: progress });
  try {
    // The database that drivers take where a URI names none.
    return await copyBetween(`${stores.documentsUri}/test`, to);
  } finally {
    await stores.close();
  }
}

async function copyBetween(from: string, to: string): Promise<number> {
  const { convertUris } = await import('@songtrackpro/embedded/convert');
  const { collections, documents } = await convertUris({ from, to, onProgress: progress });
  say(`${collections} collections with ${documents} documents are copied and compared.`);
  return exitCodes.done;
}

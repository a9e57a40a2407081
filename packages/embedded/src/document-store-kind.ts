import { EmbeddedStoreError } from './errors.ts';

/** Who keeps a data folder's documents: this package's own server, or MongoDB's, found on the PATH. */
export type DocumentStoreKind = 'embedded' | 'mongod';

/** Two kinds of files in one folder would be two truths, so the one that isn't recorded is refused. */
export function otherKind(root: string, recorded: DocumentStoreKind, wanted: DocumentStoreKind): EmbeddedStoreError {
  const kept = recorded === 'mongod' ? 'a mongod' : 'the embedded document server';
  return new EmbeddedStoreError(
    'data_dir_incompatible',
    `The documents of the data folder ${root} are kept by ${kept}. Go on with DOCUMENT_STORE=${recorded}, or convert them:\n` +
      `  npx -y pnpm@12 songtrackpro convert-documents --to ${wanted} --data ${JSON.stringify(root)}\n` +
      'Nothing was changed.',
  );
}

import type { DataFolder } from '../data-folder.ts';
import { type DocumentStoreKind, otherKind } from '../document-store-kind.ts';
import { EmbeddedStoreError } from '../errors.ts';
import { recordedKind, recordKind } from '../folder-format.ts';
import { startDocuments } from './documents-store.ts';
import { manageStore, type Progress } from './managed-store.ts';
import { startMongod } from './mongod-store.ts';
import type { Sockets } from './socket-folder.ts';

/** The document store of a folder, of the kind that its first program asked for. */
export interface Documents {
  /** `mongod` is the program to run; without it the embedded server. Answers the URI. */
  open(mongod: string | undefined, progress: Progress): Promise<string>;
  stop(): Promise<void>;
}

export function manageDocuments(
  folder: DataFolder,
  secret: string,
  sockets: Sockets,
  note: (line: string) => void,
): Documents {
  let program = '';
  const stores = {
    embedded: manageStore('The document server', (progress) => startDocuments(folder, secret, sockets, progress), note),
    mongod: manageStore('mongod', (progress) => startMongod(folder, sockets, program, progress), note),
  };
  let turn: Promise<unknown> = Promise.resolve();

  async function openKind(kind: DocumentStoreKind, progress: Progress): Promise<string> {
    const recorded = await recordedKind(folder);
    if (recorded !== undefined && recorded !== kind) throw otherKind(folder.root, recorded, kind);
    const { uri } = await stores[kind].open(progress);
    // After the start, so that one that fails binds nobody; before anybody can write, so that nothing is kept unrecorded.
    await recordKind(folder, kind);
    return uri;
  }

  return {
    open(mongod, progress) {
      // One after another: two that ask a new folder for different kinds at the same instant must not both get theirs.
      const opened = turn.then(() => {
        if (mongod === undefined) return openKind('embedded', progress);
        refuseKey();
        program = mongod;
        return openKind('mongod', progress);
      });
      turn = opened.catch(() => undefined);
      return opened;
    },
    stop: async () => {
      await Promise.all([stores.embedded.stop(), stores.mongod.stop()]);
    },
  };
}

/** Whoever sets a key relies on encrypted files. */
function refuseKey(): void {
  if (!process.env.DATA_ENCRYPTION_KEY) return;
  throw new EmbeddedStoreError(
    'documents_failed',
    'DATA_ENCRYPTION_KEY encrypts the files of the embedded document server; a mongod started here would write its files ' +
      'in clear. Unset it and encrypt the disk, or leave DOCUMENT_STORE out.',
  );
}

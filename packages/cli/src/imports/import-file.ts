import { openAsBlob } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { Import, NewImport, SongTrackPro } from '@songtrackpro/sdk';
import { ProgressBar } from '../progress-bar.ts';
import { formatBytes } from '../report/format-bytes.ts';
import { CommandError } from '../terminal.ts';
import type { ExportFile } from './find-exports.ts';

export type ImportAnswers = Omit<NewImport, 'fileName'>;

/** From this size on, an upload says how far it is, and a file is read in parts. */
const largeBytes = 16 * 1024 * 1024;

async function contentOf({ path }: ExportFile): Promise<Blob> {
  try {
    const { size } = await stat(path);
    return size < largeBytes ? new Blob([await readFile(path)]) : await openAsBlob(path);
  } catch (error) {
    throw new CommandError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Sends one file and waits for the result; a large one says how far it is. */
export async function importFile(client: SongTrackPro, file: ExportFile, answers: ImportAnswers): Promise<Import> {
  const content = await contentOf(file);
  if (content.size < largeBytes) return client.imports.run({ ...answers, fileName: file.fileName }, content);
  const bar = new ProgressBar(formatBytes);
  bar.start(`Sending ${file.fileName}`);
  const sent = client.imports.run({ ...answers, fileName: file.fileName }, content, {
    onProgress({ sentBytes, totalBytes }) {
      bar.update(sentBytes, totalBytes);
      if (sentBytes === totalBytes) bar.start('Reading and writing it');
    },
  });
  return sent.finally(() => bar.end());
}

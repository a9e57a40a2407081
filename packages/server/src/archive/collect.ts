import { type ArchivedCollection, type ArchiveLine, readDue } from '@songtrackpro/db';
import type { Archive } from './archive.ts';
import { writeFile } from './write-file.ts';

/** Limits of one file, and of all that wait to become one: with many organizations each has little to say. */
const mostLines = 5000;
const mostBytes = 4 * 1024 ** 2;
const mostBytesWaiting = 64 * 1024 ** 2;

interface Waiting {
  organizationId: string;
  month: string;
  lines: ArchiveLine[];
  bytes: number;
}

/**
 * Archives documents that were stored from the first instant on and before the second, in files by organization and month.
 * The same documents are cut into the same files, so a pass that was broken off is repeated without leaving anything twice.
 */
export async function collect(
  archive: Archive,
  collection: ArchivedCollection,
  span: { from: Date; until: Date },
  onFile: (documents: number) => void,
): Promise<void> {
  const waiting = new Map<string, Waiting>();
  let bytes = 0;
  const flush = async (key: string, { organizationId, month, lines, bytes: own }: Waiting) => {
    waiting.delete(key);
    bytes -= own;
    await writeFile(archive, lines, { organizationId, collection: collection.name, month });
    onFile(lines.length);
  };
  for await (const line of readDue(archive.db, collection, span)) {
    const { organizationId, at, json } = line;
    const month = at.toISOString().slice(0, 7);
    const key = `${organizationId} ${month}`;
    const own = waiting.get(key) ?? { organizationId, month, lines: [], bytes: 0 };
    waiting.set(key, own);
    own.lines.push(line);
    own.bytes += json.length;
    bytes += json.length;
    if (own.lines.length >= mostLines || own.bytes >= mostBytes) await flush(key, own);
    else if (bytes >= mostBytesWaiting) {
      const largest = [...waiting].reduce((a, b) => (b[1].bytes > a[1].bytes ? b : a));
      await flush(...largest);
    }
  }
  for (const [key, own] of [...waiting]) await flush(key, own);
}

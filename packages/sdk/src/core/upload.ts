import type { Import } from '../types.ts';
import type { Transport } from './call.ts';
import { hasCode, type SongTrackProError } from './errors.ts';
import type { CallOptions } from './options.ts';
import { isPassing, pause, pauseMs } from './retry.ts';

/** Bytes of a file. A Blob is read in parts, so a large one never lies in memory: in Node, `fs.openAsBlob(path)`. */
export type Content = Blob | Uint8Array<ArrayBuffer> | string;

export interface UploadOptions extends CallOptions {
  /** Called after each part. */
  onProgress?: (progress: { sentBytes: number; totalBytes: number }) => void;
}

const partBytes = 8 * 1024 * 1024;
/** How often a broken connection is picked up again before the error goes to the caller, unless the call says so itself. */
const defaultResumptions = 3;

/** Whether the upload may go on after this; the server may not have noticed yet that the part before broke off. */
const isPassingHere = (error: unknown): error is SongTrackProError =>
  isPassing(error) || (hasCode(error, 'conflict') && error.details.status === undefined);

/** Sends a file by parts of 8 MiB; the answer to the last one is the queued import. */
export async function sendContent(
  transport: Transport,
  id: string,
  content: Content,
  options: UploadOptions = {},
): Promise<Import> {
  const blob = content instanceof Blob ? content : new Blob([content]);
  const path = `/v1/imports/${encodeURIComponent(id)}/content`;
  let sent = 0;
  let broken = 0;
  for (;;) {
    const end = Math.min(sent + partBytes, blob.size);
    const headers: Record<string, string> = { 'content-type': 'application/octet-stream' };
    // Also where one part is all: what goes on after a break is not taken for the whole file.
    if (blob.size > 0) headers['content-range'] = `bytes ${sent}-${end - 1}/${blob.size}`;
    try {
      const answer = await transport.upload<Import>(path, { headers, body: blob.slice(sent, end) }, options);
      sent = end;
      options.onProgress?.({ sentBytes: sent, totalBytes: blob.size });
      if (sent >= blob.size) return answer;
    } catch (error) {
      if (!isPassingHere(error) || broken >= (options.retries ?? defaultResumptions)) throw error;
      await pause(pauseMs(error, broken), options.signal);
      broken += 1;
      const found = await transport.query<Import>('imports.get', { id }, options);
      // The answer was lost, not the bytes.
      if (found.status !== 'awaiting_content') return found;
      // The last byte is sent again where all had arrived: its answer is what is missing.
      sent = Math.max(0, Math.min(found.receivedBytes, blob.size - 1));
    }
  }
}

import type { FinishedListUpload, ListRow, ListRows, ListRowsResult, ListUpload, RefusedListRow } from '../types.ts';
import type { CallOptions } from './options.ts';

/** Rows in one call: well below what a call takes, so that rows with long texts fit as well. */
const rowsPerCall = 1000;

/** What an upload of a list may be told beside its rows. */
export interface ListUploadOptions extends Omit<CallOptions, 'idempotencyKey'> {
  /** Line of the first row in its file; 1 unless given. */
  firstLine?: number;
  /** How many of the refused rows are answered; 1,000 unless given. */
  keepRefused?: number;
}

/** How an upload of a list ended. */
export interface UploadedList extends FinishedListUpload {
  /** The first refused rows, as many as were asked for. */
  refusedRows: RefusedListRow[];
}

interface Calls {
  start(): Promise<ListUpload>;
  add(input: ListRows): Promise<ListRowsResult>;
  finish(uploadId: string): Promise<FinishedListUpload>;
}

/** Sends rows as they come, so that a list of any length needs the memory of one call; `keepRefused` rows are kept. */
export async function uploadList(
  calls: Calls,
  rows: Iterable<ListRow> | AsyncIterable<ListRow>,
  { firstLine, keepRefused }: { firstLine: number; keepRefused: number },
): Promise<UploadedList> {
  const { id: uploadId } = await calls.start();
  const refusedRows: RefusedListRow[] = [];
  let line = firstLine;
  let waiting: ListRow[] = [];
  const send = async () => {
    if (waiting.length === 0) return;
    const { refused } = await calls.add({ uploadId, firstLine: line, rows: waiting });
    refusedRows.push(...refused.slice(0, keepRefused - refusedRows.length));
    line += waiting.length;
    waiting = [];
  };
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length >= rowsPerCall) await send();
  }
  await send();
  return { ...(await calls.finish(uploadId)), refusedRows };
}

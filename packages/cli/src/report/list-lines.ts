import { exitCodes, progress, readerLeft, say } from '../terminal.ts';
import { table } from './table.ts';

/** A column of a list: its heading and what a row says in it. */
export type Columns<T> = Record<string, (item: T) => string | number | null>;

const cell = (value: string | number | null): string => (value === null || value === '' ? '–' : String(value));

/** Prints items as a table for people, or as a line of JSON each for programs, and says when there are more. */
export async function sayList<T>(
  items: AsyncIterable<T>,
  columns: Columns<T>,
  { json, limit }: { json?: boolean | undefined; limit: number },
): Promise<number> {
  const rows: string[][] = [];
  let more = false;
  for await (const item of items) {
    if (readerLeft.signal.aborted) break;
    if (rows.length === limit) {
      more = true;
      break;
    }
    if (json) say(JSON.stringify(item));
    rows.push(json ? [] : Object.values(columns).map((read) => cell(read(item))));
  }
  const headings = Object.keys(columns);
  if (!json && rows.length > 0) for (const line of table([headings, ...rows], '', headings.length)) say(line);
  if (!json && rows.length === 0) progress('There are none.');
  if (more) progress(`There are more than ${limit}: --limit shows them.`);
  return exitCodes.done;
}

/** Prints one thing by its fields, or as JSON. */
export function sayFields(
  item: object,
  fields: Record<string, string | number | null>,
  json: boolean | undefined,
): number {
  if (json) say(JSON.stringify(item));
  else
    for (const line of table(
      Object.entries(fields).map(([name, value]) => [name, cell(value)]),
      '',
      2,
    ))
      say(line);
  return exitCodes.done;
}

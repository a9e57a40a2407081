/**
 * Imports exports as a nightly job would: sends each file, waits for the result, and says what became of it.
 *
 *   SONGTRACKPRO_URL=http://127.0.0.1:4000 SONGTRACKPRO_API_KEY=stp_… node import-exports.ts campaigns.csv timeline.csv
 *
 * Running it again with the same files is harmless: the server knows them by their contents. The exit code is 0 when every
 * file was imported, and 1 when one was refused, failed, or needs an answer.
 */
import { openAsBlob } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type Import, SongTrackPro } from '@songtrackpro/sdk';

const { SONGTRACKPRO_URL, SONGTRACKPRO_API_KEY } = process.env;
const paths = process.argv.slice(2);
if (!SONGTRACKPRO_URL || !SONGTRACKPRO_API_KEY || paths.length === 0) {
  console.error('Set SONGTRACKPRO_URL and SONGTRACKPRO_API_KEY, and name the files to import.');
  process.exit(2);
}
const client = new SongTrackPro({ baseUrl: SONGTRACKPRO_URL, apiKey: SONGTRACKPRO_API_KEY });

function describe({ status, rows, duplicateOf, question, fault }: Import): string {
  if (duplicateOf) return 'imported before, nothing to do';
  if (status === 'completed')
    return `${rows.changed} facts new or restated, ${rows.refused} of ${rows.read} rows refused`;
  // A question is answered by importing the file again with the option that it names, for example `currency`.
  if (question) return `waits: ${question.message}`;
  return `${status}: ${fault?.message ?? 'no reason given'}`;
}

for (const path of paths) {
  // The folder may name the artist or the ad account, so it is part of the name.
  const fileName = `${basename(dirname(path))}/${basename(path)}`;
  // A Blob of a file is read in parts as it is sent, however large it is.
  const result = await client.imports.run({ fileName }, await openAsBlob(path));
  console.log(`${path}: ${describe(result)}`);
  for (const { line, column, message } of result.errors) console.log(`  line ${line}, ${column ?? 'row'}: ${message}`);
  if (result.status !== 'completed') process.exitCode = 1;
}

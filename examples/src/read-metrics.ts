/**
 * Reads the daily numbers of every artist and prints them as CSV, ready for a spreadsheet or a notebook.
 *
 *   SONGTRACKPRO_URL=http://127.0.0.1:4000 SONGTRACKPRO_API_KEY=stp_… node read-metrics.ts > streams.csv
 *
 * SONGTRACKPRO_SINCE (YYYY-MM-DD) leaves out earlier days.
 */
import { AuthenticationError, SongTrackPro } from '@songtrackpro/sdk';

const { SONGTRACKPRO_URL, SONGTRACKPRO_API_KEY, SONGTRACKPRO_SINCE } = process.env;
if (!SONGTRACKPRO_URL || !SONGTRACKPRO_API_KEY) {
  console.error('Set SONGTRACKPRO_URL and SONGTRACKPRO_API_KEY; `npx -y pnpm@12 start` prints both.');
  process.exit(2);
}
const client = new SongTrackPro({ baseUrl: SONGTRACKPRO_URL, apiKey: SONGTRACKPRO_API_KEY });

/** A cell that a spreadsheet reads as text: quoted, and never as a formula. */
function textCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

try {
  console.log('artist,date,streams,listeners,state');
  // A list is fetched page by page as it is read.
  for await (const artist of client.artists.list()) {
    const { days, missing } = await client.metrics.daily({
      subjectKind: 'artist',
      subjectId: artist.id,
      from: SONGTRACKPRO_SINCE,
    });
    for (const { date, values, state } of days) {
      // Null is unknown and not zero: it stays an empty cell.
      const cells = [values.streams?.value ?? '', values.listeners?.value ?? ''];
      console.log([textCell(artist.name), date, ...cells, state].join(','));
    }
    for (const { from, to } of missing) console.error(`${artist.name}: no source states ${from} to ${to}`);
  }
} catch (error) {
  if (!(error instanceof AuthenticationError)) throw error;
  console.error(`${error.message} The server is ${SONGTRACKPRO_URL}.`);
  process.exitCode = 1;
}

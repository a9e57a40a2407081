/**
 * Prints what changes of an organization's numbers as it happens: facts that are stated, restated or withdrawn, and how often
 * tracks are played. Where it stopped stands in a file; the next run goes on there, and leaves nothing out.
 *
 *   SONGTRACKPRO_URL=http://127.0.0.1:4000 SONGTRACKPRO_API_KEY=stp_… node live-ticker.ts [position.txt]
 *
 * Ctrl-C ends it. With SONGTRACKPRO_CHANGES it ends by itself after so many.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { type EventCounter, type FactChange, SongTrackPro } from '@songtrackpro/sdk';

const { SONGTRACKPRO_URL: baseUrl = '', SONGTRACKPRO_API_KEY: apiKey = '', SONGTRACKPRO_CHANGES } = process.env;
if (baseUrl === '' || apiKey === '') {
  console.error('Set SONGTRACKPRO_URL and SONGTRACKPRO_API_KEY; `npx -y pnpm@12 start` prints both.');
  process.exit(2);
}

const client = new SongTrackPro({ baseUrl, apiKey });
const [file] = process.argv.slice(2);
const most = SONGTRACKPRO_CHANGES === undefined ? Infinity : Number(SONGTRACKPRO_CHANGES);

const factLine = ({ subject, from, to, source, change, metrics }: FactChange): string =>
  `${change.padEnd(10)} ${subject.name}, ${from === to ? from : `${from} to ${to}`}: ${metrics.join(', ')} (${source})`;

const countLine = ({ track, interval, start, plays, skips, completes }: EventCounter): string =>
  `played     ${track.title}, ${interval} of ${start.slice(0, 16)}: ${plays} plays, ${skips} skips, ${completes} completes`;

/** Where the last run stopped; undefined for the first one. */
async function lastPosition(): Promise<string | undefined> {
  const text = file === undefined ? '' : await readFile(file, 'utf8').catch(() => '');
  return text.trim() || undefined;
}

const after = await lastPosition();
let printed = 0;
for await (const { position, facts, counts } of client.metrics.watch({ after })) {
  for (const line of [...facts.map(factLine), ...counts.map(countLine)]) console.log(line);
  // After the lines and not before: a program that dies in between prints them again rather than never.
  if (file !== undefined) await writeFile(file, `${position}\n`);
  printed += facts.length + counts.length;
  if (printed >= most) break;
}

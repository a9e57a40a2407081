import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { titleOf } from '../relational/titles.ts';

const tracksPerArtist = 10;

function* linesOf(first: number, rows: number): Generator<string> {
  yield 'title,artist,album,isrc,release_date,duration_ms,explicit,label,genres\n';
  for (let number = first; number < first + rows; number += 1) {
    const artist = Math.floor(number / tracksPerArtist);
    const isrc = `QMBNC${String(number).padStart(7, '0')}`;
    const day = String(1 + (number % 28)).padStart(2, '0');
    yield `${titleOf(number)},${titleOf(-1 - artist)} ${artist},${titleOf(artist)},${isrc},2026-01-${day},${120_000 + (number % 120_000)},false,Night Label,Pop|Indie\n`;
  }
}

/** A catalogue file of ten tracks for each artist; numbers that don't overlap give tracks that don't. */
export async function writeCatalogue(path: string, first: number, rows: number): Promise<void> {
  await pipeline(Readable.from(linesOf(first, rows)), createWriteStream(path));
}

import { type Column, type FormatId, formatLabels, type RecognisedFormat } from './format.ts';
import { normaliseHeader } from './normalise-header.ts';

/** Headers that identify exports which can be named but not imported yet; every name of one list must be present. */
const signatures: readonly { id: FormatId; headers: readonly string[] }[] = [
  { id: 'spotify_songs', headers: ['song', 'listeners', 'streams', 'saves'] },
  { id: 'spotify_playlists', headers: ['title', 'author', 'listeners', 'streams'] },
  { id: 'spotify_charts', headers: ['position', 'track name', 'artist', 'streams', 'url'] },
  { id: 'spotify_charts', headers: ['rank', 'uri', 'artist names', 'track name', 'streams'] },
  { id: 'spotify_charts', headers: ['chart date', 'chart position', 'streams'] },
  { id: 'distrokid', headers: ['reporting date', 'sale month', 'store', 'isrc', 'quantity', 'earnings (usd)'] },
  { id: 'tunecore', headers: ['sales period', 'posted date', 'store name', 'tc song id', '# units sold'] },
  { id: 'symphonic', headers: ['reporting period', 'track title', 'isrc code', 'digital service provider', 'count'] },
];

/** Charts of 2018 to 2021 carry a note above their header, so the first rows are all looked at. */
export function recogniseKnownFormat(rows: readonly (readonly string[])[]): RecognisedFormat | null {
  for (const cells of rows.slice(0, 3)) {
    if (/^#?(?:HEAD|FHEA)$/.test(cells[0] ?? '')) return named('ddex_dsr', cells);
    const names = new Set(cells.map(normaliseHeader));
    const match = signatures.find(({ headers }) => headers.every((header) => names.has(header)));
    if (match) return named(match.id, cells);
  }
  return null;
}

function named(id: FormatId, header: readonly string[]): RecognisedFormat {
  const columns = header.map((one): Column => ({ header: one, meaning: { as: 'ignored', reason: 'unknown' } }));
  const given = { periodStart: null, periodEnd: null, currency: null, zone: null };
  return { id, label: formatLabels[id], supported: false, columns, subjectHint: null, given };
}

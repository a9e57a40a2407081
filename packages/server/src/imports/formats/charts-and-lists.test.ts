import { expect, test } from 'vitest';
import { csv, parseBytes } from './parse-bytes.testing.ts';
import { recognise } from './recognise-format.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const period = { periodStart: '2026-01-01', periodEnd: '2026-01-28' };

test('songs of a period wait for their period, whatever the file name says', async () => {
  const text = `\ufeff${csv('song,listeners,streams,saves,release_date', '"Song 01",10,20,3,2024-06-14')}`;
  expect(recognise(bytesOf(text), 'Some Artist-songs-28d.csv')).toMatchObject({ ok: false, code: 'needs_period' });
  const { facts, format } = await parseBytes(text, 'Some Artist-songs-28d.csv', period);
  expect(format).toMatchObject({ id: 'spotify_songs', subjectHint: 'Some Artist' });
  expect(facts).toMatchObject([
    {
      subject: { kind: 'track', name: 'Song 01' },
      granularity: 'period',
      date: '2026-01-01',
      periodEnd: '2026-01-28',
      zone: 'UTC',
      values: { listeners: 10, streams: 20, saves: 3 },
      labels: { releaseDate: '2024-06-14' },
    },
  ]);
});

test('zero listeners and saves beside streams are unknown, as in the all-time list', async () => {
  const text = csv('song,listeners,streams,saves', 'A,0,228133,0', 'B,0,0,0');
  const { facts } = await parseBytes(text, 'x.csv', period);
  expect(facts.map(({ values }) => values)).toEqual([{ streams: 228133 }, { listeners: 0, streams: 0, saves: 0 }]);
});

test('playlists of a period are parts of the artist', async () => {
  const text = csv('title,author,listeners,streams,date_added', '"Radio","Spotify",2078,3239,n/a');
  expect(recognise(bytesOf(text), 'x.csv')).toMatchObject({ code: 'needs_period' });
  const { facts } = await parseBytes(text, 'x.csv', period);
  const breakdown = { playlist: 'Radio', playlistAuthor: 'Spotify' };
  expect(facts).toMatchObject([{ subject: { kind: 'target' }, breakdown, values: { streams: 3239 } }]);
});

const address = 'https://open.spotify.com/track/4Km5HrUvYTaSUfiSGPJeQR';
const note =
  '"Note that these figures are generated using a formula that protects against any artificial inflation of chart positions."';

test.each([
  ['of 2017', ['Position,"Track Name",Artist,Streams,URL', `1,"A, B",X,1371493,${address}`]],
  [
    'with a note above the header',
    [`,,,${note},`, 'Position,Track Name,Artist,Streams,URL', `1,"A, B",X,1371493,${address}`],
  ],
  [
    'of today',
    [
      'rank,uri,artist_names,track_name,source,peak_rank,previous_rank,days_on_chart,streams',
      '1,spotify:track:4Km5HrUvYTaSUfiSGPJeQR,X,"A, B",Label,1,1,20,1371493',
    ],
  ],
])('a daily chart %s has its day and country from its own name or from the user', async (_, lines) => {
  const text = csv(...lines);
  expect(recognise(bytesOf(text), 'chart.csv')).toMatchObject({ code: 'needs_period' });
  const day = { periodStart: '2026-01-31', periodEnd: '2026-01-31' };
  expect(recognise(bytesOf(text), 'chart.csv', day)).toMatchObject({ code: 'needs_country' });
  for (const { facts, errors } of [
    await parseBytes(text, 'folder/regional-us-daily-2026-01-31 (1).csv'),
    await parseBytes(text, 'chart.csv', { ...day, country: 'US' }),
  ]) {
    expect(errors).toEqual([]);
    expect(facts).toMatchObject([
      {
        subject: { kind: 'track', name: 'A, B', artist: 'X', spotifyId: '4Km5HrUvYTaSUfiSGPJeQR' },
        granularity: 'day',
        date: '2026-01-31',
        breakdown: { country: 'us' },
        values: { chartPosition: 1, streams: 1371493 },
      },
    ]);
  }
});

test('a chart of many days carries day and region in its rows', async () => {
  const text = csv(
    'chart_date,chart_position,song,performer,streams,spotify_uri,region',
    '2026-01-01,1,A,X,1020,5aAx2yezTd8zXrkmtKl66Z,lu',
    '2026-01-03,2,A,X,990,5aAx2yezTd8zXrkmtKl66Z,lu',
  );
  const { facts } = await parseBytes(text);
  expect(facts.map(({ date, breakdown }) => [date, breakdown])).toEqual([
    ['2026-01-01', { country: 'lu' }],
    ['2026-01-03', { country: 'lu' }],
  ]);
});

const viral = csv(
  'rank,uri,artist_names,track_name,source,peak_rank,previous_rank,days_on_chart',
  '3,spotify:track:4Km5HrUvYTaSUfiSGPJeQR,X,A,Label,1,1,20',
);

test('positions in a viral chart are not those of the chart by streams', async () => {
  const { facts } = await parseBytes(viral, 'viral-us-daily-2026-01-31.csv');
  expect(facts).toMatchObject([
    { date: '2026-01-31', breakdown: { country: 'us', chart: 'viral50' }, values: { chartPosition: 3 } },
  ]);
  const old = csv('Position,Track Name,Artist,URL', `3,A,X,${address}`);
  const { facts: older } = await parseBytes(old, 'viral-global-daily-2018-01-31.csv');
  expect(older).toMatchObject([{ breakdown: { country: 'global', chart: 'viral50' }, values: { chartPosition: 3 } }]);
});

test('a chart without streams whose name does not say which it is is refused, and can be explained', async () => {
  await expect(parseBytes(viral, 'citypulse-berlin-2026-01-31.csv')).rejects.toThrow('of viral songs, of a city');
  const columns = {
    rank: { as: 'metric', metric: 'chartPosition' },
    track_name: { as: 'track', part: 'title' },
  } as const;
  const { format } = await parseBytes(viral, 'chart.csv', { columns, ...period });
  expect(format.id).toBe('mapped_table');
});

test('a table of the charts of many days and countries is read row by row', async () => {
  const { facts, errors } = await parseBytes(
    csv(
      'title,rank,date,artist,url,region,chart,trend,streams',
      `A,1,2021-01-01,X,${address},Argentina,top200,MOVE_UP,253019`,
      `A,2,2021-01-01,X,${address},Argentina,viral50,MOVE_UP,`,
    ),
  );
  expect(errors).toEqual([]);
  expect(facts.map(({ breakdown, values }) => [breakdown.chart, values])).toEqual([
    ['top200', { chartPosition: 1, streams: 253_019 }],
    ['viral50', { chartPosition: 2 }],
  ]);
});

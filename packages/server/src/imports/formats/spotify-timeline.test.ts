import { expect, test } from 'vitest';
import { csv, parseBytes } from './parse-bytes.testing.ts';
import { recognise } from './recognise-format.ts';

const generations = [
  'date,listeners,streams,followers',
  'date,listeners,monthly listeners,monthly active listeners,streams,playlist adds,saves,followers',
  'date,listeners,monthly listeners,monthly active listeners,super listeners,streams,playlist adds,saves,followers',
];

test.each(generations)('reads the audience timeline with the header %s', async (header) => {
  const row = header.split(',').map((_, index) => (index === 0 ? '2026-03-01' : String(index * 10)));
  for (const mark of ['', '\ufeff']) {
    const { format, facts, errors } = await parseBytes(`${mark}${csv(header, row.join(','))}`);
    expect(format.id).toBe('spotify_audience_timeline');
    expect(errors).toEqual([]);
    const [fact] = facts;
    expect(fact).toMatchObject({ date: '2026-03-01', granularity: 'day', periodEnd: null, zone: 'UTC', line: 2 });
    expect(Object.keys(fact?.values ?? {})).toHaveLength(header.split(',').length - 1);
    expect(fact?.values.listeners).toBe(10);
  }
});

test('columns are found by name, in any order, with underscores and beside unknown ones', async () => {
  const { facts, format } = await parseBytes(
    csv('Followers,new_column,DATE,Super_Listeners,streams', '7,x,2026-03-01,2,9'),
  );
  expect(facts[0]?.values).toEqual({ followers: 7, superListeners: 2, streams: 9 });
  expect(format.columns[1]?.meaning).toEqual({ as: 'ignored', reason: 'unknown' });
});

test('date and streams alone are the timeline of a song', async () => {
  const { format, facts } = await parseBytes(csv('date,streams', '2026-03-01,12'), 'Night Drive_-timeline.csv');
  expect(format).toMatchObject({ id: 'spotify_song_timeline', subjectHint: 'Night Drive_' });
  expect(facts[0]).toMatchObject({ subject: { kind: 'target' }, values: { streams: 12 } });
});

test('the artist is taken from the file name where it says one', () => {
  const hint = (fileName: string) => {
    const bytes = new TextEncoder().encode(csv(generations[0] ?? '', '2026-03-01,1,2,3'));
    const answer = recognise(bytes, fileName);
    return answer.ok ? answer.format.subjectHint : answer.code;
  };
  expect(hint('Sample Artist-audience-timeline.csv')).toBe('Sample Artist');
  expect(hint('exports/Sample Artist-audience-timeline (2).csv')).toBe('Sample Artist');
  expect(hint('C:\\exports\\Sample_audience_timeline.csv')).toBe('Sample');
  expect(hint('audience-timeline.csv')).toBeNull();
  expect(hint('timeline.csv')).toBeNull();
});

test('a blank cell is unknown, 0 is zero', async () => {
  const { facts } = await parseBytes(csv('date,listeners,streams', '2026-03-01,,0'));
  expect(facts[0]?.values).toEqual({ streams: 0 });
});

test.each([
  ['-5', 'negative_value'],
  ['1.5', 'fractional_count'],
  ['"1,000"', 'bad_number'],
  ['1 000', 'bad_number'],
  ['=1+1', 'bad_number'],
  ['9999999999999999', 'bad_number'],
])('streams of %s refuse the row as %s', async (cell, code) => {
  const { facts, errors } = await parseBytes(csv('date,listeners,streams', `2026-03-01,4,${cell}`, '2026-03-02,4,5'));
  expect(facts.map(({ date }) => date)).toEqual(['2026-03-02']);
  expect(errors).toEqual([
    expect.objectContaining({ line: 2, column: 'streams', code, value: cell.replaceAll('"', '') }),
  ]);
});

test('a day that comes twice is refused, the first one counts', async () => {
  const { facts, errors } = await parseBytes(csv('date,streams', '2026-03-01,1', '2026-03-02,2', '2026-03-01,3'));
  expect(facts.map(({ values }) => values.streams)).toEqual([1, 2]);
  expect(errors).toEqual([expect.objectContaining({ line: 4, code: 'duplicate_day' })]);
  expect(errors[0]?.message).toContain('line 2');
});

test('a date that is none, or missing, refuses its row', async () => {
  const { errors } = await parseBytes(csv('date,streams', '2026-02-30,1', ',2', 'soon,3', '2026-03-01,4'));
  expect(errors.map(({ line, code }) => [line, code])).toEqual([
    [2, 'bad_date'],
    [3, 'missing_date'],
    [4, 'bad_date'],
  ]);
});

test('a row with too few or too many cells is refused, blank rows are passed over', async () => {
  const { facts, errors } = await parseBytes(
    csv('date,listeners,streams', '2026-03-01,1,2', '2026-03-02,1', '2026-03-03,1,2,3', '2026-03-04,1,2,', ',,', ''),
  );
  expect(facts.map(({ date }) => date)).toEqual(['2026-03-01', '2026-03-04']);
  expect(errors.map(({ line, code, column }) => [line, code, column])).toEqual([
    [3, 'missing_cells', 'streams'],
    [4, 'extra_cells', null],
  ]);
});

test('dates that a spreadsheet rewrote are read when one of them decides the order, else asked about', async () => {
  const { facts } = await parseBytes(csv('date;streams', '01/02/2026;5', '13/02/2026;6'));
  expect(facts.map(({ date }) => date)).toEqual(['2026-02-01', '2026-02-13']);
  const open = csv('date,streams', '01/02/2026,5', '02/02/2026,6');
  await expect(parseBytes(open)).rejects.toMatchObject({ code: 'ambiguous_dates', line: 2 });
  const said = await parseBytes(open, 'x.csv', { dateOrder: 'month_first' });
  expect(said.facts.map(({ date }) => date)).toEqual(['2026-01-02', '2026-02-02']);
});

test.each([
  'date,country,streams,listeners',
  'date,city,streams,listeners',
  'date,song,streams',
  'date,source,streams',
])('a table of parts of days is no timeline: %s', async (header) => {
  const cells = header.split(',').map((name) => ({ date: '2026-01-01', streams: '4', listeners: '2' })[name] ?? 'A');
  await expect(parseBytes(csv(header, cells.join(',')), 'Some Artist-audience-timeline.csv')).rejects.toThrow(
    'a part of the day',
  );
});

test('a text that is not understood and tells rows of one day apart refuses the whole file', async () => {
  const rows = csv('date,streams,listeners,kind', '2026-01-01,4,2,radio', '2026-01-02,4,2,radio', '2026-01-01,5,3,own');
  await expect(parseBytes(rows, 'Some Artist-audience-timeline.csv')).rejects.toMatchObject({
    code: 'parts_of_days',
    line: 4,
  });
});

test('a song with more than streams is known as one by its file name, unless it is said to be of an artist', async () => {
  const rows = csv('date,streams,listeners,saves', '2026-01-01,4,2,1');
  const idOf = async (name: string, options = {}) => (await parseBytes(rows, name, options)).format.id;
  expect(await idOf('Some Song-timeline.csv')).toBe('spotify_song_timeline');
  expect(await idOf('Some Song-timeline.csv', { ofArtist: true })).toBe('spotify_audience_timeline');
  expect(await idOf('Some Artist-audience-timeline.csv')).toBe('spotify_audience_timeline');
  expect(await idOf('Some Artist-audience-timeline (1).csv', { ofTrack: true })).toBe('spotify_song_timeline');
});

test('one column that only artists have makes a timeline an artist’s', async () => {
  const { format, facts } = await parseBytes(
    csv('date,monthly active listeners,super listeners,light listeners', '2026-01-01,10,5,3'),
    'Some Artist-segments-timeline.csv',
  );
  expect(format.id).toBe('spotify_audience_timeline');
  expect(facts).toMatchObject([{ values: { monthlyActiveListeners: 10, superListeners: 5 } }]);
});

test.each(['Date,Plays,Listeners,Shazams', 'date,streams,listeners,fans', 'Date,Views,Subscribers,Followers'])(
  'a table of another platform is not taken for one of Spotify: %s',
  async (header) => {
    const row = header.split(',').map((_, index) => (index === 0 ? '2026-01-01' : '5'));
    await expect(parseBytes(csv(header, row.join(',')), 'Some Artist-audience-timeline.csv')).rejects.toThrow(
      'none of Spotify for Artists',
    );
  },
);

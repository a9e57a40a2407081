import { expect, test } from 'vitest';
import type { Dialect } from './dialect.ts';
import { csv, inChunks, parseBytes } from './parse-bytes.testing.ts';
import { longestRecordBytes, readTable, type TableRow } from './read-table.ts';

const plain: Dialect = {
  encoding: 'utf-8',
  delimiter: ',',
  skipLines: 0,
  decimalSeparator: null,
  dateOrder: null,
  open: [],
};

async function read(bytes: AsyncIterable<Uint8Array>, dialect: Partial<Dialect> = {}): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const batch of readTable(bytes, { ...plain, ...dialect })) rows.push(...batch);
  return rows;
}

const utf8 = (text: string, chunkSize?: number) => inChunks(new TextEncoder().encode(text), chunkSize);

test('a row keeps the line on which it begins, over line breaks in cells and blank lines', async () => {
  const rows = await read(utf8('a,b\r\n1,"x\ny\r\nz"\r\n\r\n2,y\n3,"\n"\n4,z', 3));
  expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
    [1, 'a'],
    [2, '1'],
    [6, '2'],
    [7, '3'],
    [9, '4'],
  ]);
});

test('characters cut by a chunk are put together again', async () => {
  const rows = await read(utf8('name\nMädchen – 音楽 🎧\n', 1));
  expect(rows[1]?.cells).toEqual(['Mädchen – 音楽 🎧']);
});

test('a file that ends inside a quoted cell was cut off', async () => {
  await expect(read(utf8('a,b\n1,"never closed\n2,3\n'))).rejects.toMatchObject({ code: 'truncated_file' });
});

test('a quotation mark in the middle of a cell is broken, and the line is named', async () => {
  await expect(read(utf8('a,b\n1,x"y"\n'))).rejects.toMatchObject({ code: 'broken_quotes', line: 2 });
});

test('a byte that is no UTF-8 far into the file is refused with what to do', async () => {
  const text = `a,b\n${'1,2\n'.repeat(30_000)}1,\xff\n`;
  await expect(read(inChunks(Buffer.from(text, 'latin1')))).rejects.toMatchObject({
    code: 'bad_encoding',
    message: expect.stringContaining('Save the file as UTF-8'),
  });
});

test('a NUL far into the file makes it binary', async () => {
  await expect(read(utf8(`a,b\n${'1,2\n'.repeat(30_000)}1,\0\n`))).rejects.toMatchObject({ code: 'binary_file' });
});

test.each([
  ['letters', 'x'],
  ['delimiters', ','],
  ['letters in an open quote', '"x'],
])('a line of 1 GB of %s is refused after a few megabytes', async (_, start) => {
  let sent = 0;
  const chunk = Buffer.alloc(65_536, start.at(-1));
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`a,b\n${start}`);
    while (sent < 1e9) {
      sent += chunk.length;
      yield chunk;
    }
  }
  await expect(read(endless())).rejects.toMatchObject({ code: 'record_too_large' });
  expect(sent).toBeLessThan(10 * longestRecordBytes);
});

test('reading stops pulling bytes when the reader stops', async () => {
  let closed = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield Buffer.from('1,2\n'.repeat(1000));
    } finally {
      closed = true;
    }
  }
  for await (const batch of readTable(endless(), plain)) if (batch.length > 10) break;
  await new Promise((resolve) => setImmediate(resolve));
  expect(closed).toBe(true);
});

test('an error of the byte source reaches the reader', async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('a,b\n1,2\n');
    throw new Error('connection lost');
  }
  await expect(read(broken())).rejects.toThrow('connection lost');
});

test('rows that a spreadsheet saved as single cells are taken apart again', async () => {
  const text = csv(
    'Day,Campaign name,Impressions,Link clicks',
    '"2026-01-01,""A, b"",5,1"',
    '2026-01-02,C,6,1',
    '"2026-01-03,D,7,1"',
  );
  const { facts, errors } = await parseBytes(text);
  expect(errors).toEqual([]);
  expect(
    facts.map(({ line, subject, values }) => [line, 'name' in subject && subject.name, values.impressions]),
  ).toEqual([
    [2, 'A, b', 5],
    [3, 'C', 6],
    [4, 'D', 7],
  ]);
  const header = csv(
    '"Day,Campaign name,Impressions,Amount spent (EUR)"',
    '"2026-01-01,""A, b"",5,1.5"',
    '"2026-01-02,C,6,2"',
  );
  const whole = await parseBytes(header);
  expect(whole.errors).toEqual([]);
  expect(whole.facts.map(({ values }) => values.spend)).toEqual(['1.5', '2']);
});

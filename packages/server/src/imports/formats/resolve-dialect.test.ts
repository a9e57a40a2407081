import { expect, test } from 'vitest';
import { headBytes } from './dialect.ts';
import { csv, inChunks, parseBytes } from './parse-bytes.testing.ts';
import { recognise } from './recognise-format.ts';
import { resolveDialect } from './resolve-dialect.ts';

const header = 'Day,Campaign name,Amount spent (USD),Impressions';
const many = (row: string) => Array.from({ length: 5000 }, () => row);

test('dates that could be either way round are asked about', async () => {
  const text = csv(header, '03/04/2026,A,1.5,2', '04/04/2026,A,1.5,2');
  const answer = recognise(new TextEncoder().encode(text), 'x.csv');
  expect(answer).toMatchObject({ ok: true, dialect: { dateOrder: null, open: ['dateOrder'] } });
  await expect(parseBytes(text)).rejects.toMatchObject({ code: 'ambiguous_dates', line: 2 });
  const { facts } = await parseBytes(text, 'x.csv', { dateOrder: 'day_first' });
  expect(facts.map(({ date }) => date)).toEqual(['2026-04-03', '2026-04-04']);
});

test('one date anywhere in the file decides the others', async () => {
  const text = csv(header, ...many('03/04/2026,A,1.5,2'), '04/13/2026,A,1.5,2');
  expect(text.length).toBeGreaterThan(headBytes);
  const { facts, dialect } = await parseBytes(text);
  expect(dialect).toMatchObject({ dateOrder: 'month_first', open: [] });
  expect([facts[0]?.date, facts.at(-1)?.date]).toEqual(['2026-03-04', '2026-04-13']);
});

test('dates that contradict each other refuse the file', async () => {
  await expect(parseBytes(csv(header, '13/04/2026,A,1.5,2', '04/13/2026,A,1.5,2'))).rejects.toThrow(
    'mixed_date_orders',
  );
  const far = csv(header, ...many('03/04/2026,A,1.5,2'), '04/13/2026,A,1.5,2', '14/04/2026,A,1.5,2');
  const { errors } = await parseBytes(far);
  expect(errors).toEqual([expect.objectContaining({ code: 'bad_date', value: '14/04/2026' })]);
});

test('one amount anywhere in the file decides whether 1,234 is a thousand', async () => {
  const text = csv(header, ...many('2026-04-03,A,"1,234",2'), '2026-04-03,A,"7,5",2');
  const { facts, errors, dialect } = await parseBytes(text);
  expect(dialect.decimalSeparator).toBe(',');
  expect(errors).toEqual([]);
  expect(facts[0]?.values.spend).toBe('1.234');
});

test('a count cannot have a fraction, so its separator is one of thousands', async () => {
  const { facts, dialect } = await parseBytes(csv(header, '2026-04-03,A,"1,234","12,345"'));
  expect(dialect.decimalSeparator).toBe('.');
  expect(facts[0]?.values).toEqual({ spend: '1234', impressions: 12345 });
});

test('amounts that nothing decides are refused row by row until the separator is said', async () => {
  const text = csv(header, '2026-04-03,A,"1,234",2', '2026-04-04,A,5,2');
  const open = await parseBytes(text);
  expect(open.errors).toEqual([expect.objectContaining({ line: 2, code: 'ambiguous_number', value: '1,234' })]);
  expect(open.facts).toHaveLength(1);
  const said = await parseBytes(text, 'x.csv', { decimalSeparator: '.' });
  expect(said.facts[0]?.values.spend).toBe('1234');
});

test('a ratio that is not kept still shows how the file writes fractions', async () => {
  const { facts } = await parseBytes(csv(`${header},CTR (all)`, '2026-04-03,A,"1.234",2,"0,61"'));
  expect(facts[0]?.values.spend).toBe('1234');
});

test('a file with nothing open is not read a second time', async () => {
  const bytes = new TextEncoder().encode(csv(header, '2026-04-03,A,1.5,2'));
  const answer = recognise(bytes, 'x.csv');
  if (!answer.ok) throw new Error(answer.message);
  let pulled = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of inChunks(bytes)) {
      pulled += 1;
      yield chunk;
    }
  }
  expect(await resolveDialect(counted(), answer.format, answer.dialect)).toEqual(answer.dialect);
  expect(pulled).toBe(0);
});

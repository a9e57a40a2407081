import { expect, test } from 'vitest';
import { headBytes } from './dialect.ts';
import { csv, parseBytes } from './parse-bytes.testing.ts';

const days = '2026-01-01,2026-01-31';
const header =
  '"Campaign name",Ads,"Delivery status","Delivery level",Impressions,"Amount spent (USD)","Ad set name","Reporting starts","Reporting ends"';
const subjectsOf = async (text: string) => {
  const { facts, errors } = await parseBytes(text);
  return { subjects: facts.map(({ subject }) => subject), errors: errors.map(({ line, code }) => [line, code]) };
};

test('ads are named by a column Ads, with the ad set left blank', async () => {
  const { subjects, errors } = await subjectsOf(csv(header, `Launch,Clip,active,ad,9,1.50,,${days}`));
  expect(errors).toEqual([]);
  expect(subjects).toEqual([{ kind: 'ad', name: 'Clip', campaign: { name: 'Launch' } }]);
});

test('each row is of the level that its delivery level says', async () => {
  const { subjects, errors } = await subjectsOf(
    csv(
      header,
      `,,,account,9,9,,${days}`,
      `Launch,,active,campaign,9,9,,${days}`,
      `Launch,,active,adset,9,9,Fans,${days}`,
      `Launch,Clip,active,ad,9,9,Fans,${days}`,
      `Launch,,active,ad,9,9,Fans,${days}`,
    ),
  );
  expect(errors).toEqual([[6, 'missing_name']]);
  expect(subjects).toEqual([
    { kind: 'adAccount' },
    { kind: 'campaign', name: 'Launch' },
    { kind: 'adSet', name: 'Fans', campaign: { name: 'Launch' } },
    { kind: 'ad', name: 'Clip', campaign: { name: 'Launch' }, adSet: { name: 'Fans' } },
  ]);
});

test('where the finest columns are blank in every row, the next level is the subject', async () => {
  const { subjects, errors } = await subjectsOf(
    csv(header, `,,0,0,18,18,,${days}`, `Launch,,active,adset,9,9,,${days}`, `Other,,active,adset,9,9,,${days}`),
  );
  expect(errors).toEqual([]);
  expect(subjects).toEqual([
    { kind: 'adAccount' },
    { kind: 'campaign', name: 'Launch' },
    { kind: 'campaign', name: 'Other' },
  ]);
});

test('a name far into the file makes its level the finest one', async () => {
  const blank = Array.from({ length: 3000 }, (_, index) => `Launch ${index},,active,campaign,9,9,,${days}`);
  const text = csv(header, ...blank, `Launch,Clip,active,ad,9,9,Fans,${days}`, `Launch,,active,,9,9,,${days}`);
  expect(text.length).toBeGreaterThan(headBytes);
  const { subjects, errors } = await subjectsOf(text);
  expect(subjects).toHaveLength(3001);
  expect(subjects.at(-1)).toMatchObject({ kind: 'ad', name: 'Clip' });
  expect(errors).toEqual([[3003, 'missing_name']]);
});

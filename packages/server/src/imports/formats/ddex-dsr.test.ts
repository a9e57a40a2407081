import { expect, test } from 'vitest';
import { parseBytes } from './parse-bytes.testing.ts';

const isrc = 'USRC17607839';
/** Records with spaces for tabs and `_` for spaces. */
const dsr = (...records: string[]) =>
  `${records.map((one) => one.replaceAll(' ', '\t').replaceAll('_', ' ')).join('\n')}\n`;
const head = 'HEAD dsrf/30 UGCProfile 1.1 1 2026-04-21T15:09:26Z 1 1 2026-01-01 2026-03-31 P1 Some_Store AdSupport';

test('a DDEX report gives one fact for each sale, with the time and territory that it states', async () => {
  const text = dsr(
    head,
    '#SY02.01 SummaryRecordId CommercialModel UseType Territory Currency',
    '#AS01 BlockId DspResourceId ISRC Title DisplayArtistName',
    '#SU03.01 BlockId SalesTransactionId SummaryRecordId DspReleaseId Usages NetRevenue ValidityPeriodStart ValidityPeriodEnd',
    'SY02.01 1 AdModel Stream IS USD',
    `AS01 1 R1 ${isrc} The_"Song" X`,
    'SU03.01 1 U1 1 R1 7810 2.5 20260101 20260131',
    'SU03.01 1 U2 1 R1 10 -0.5  ',
    'AS01 2 R2  Other X',
    'SU03.01 2 U1 1 R2 5 0.25 20260101 20260131',
    'FOOT 9',
  );
  const { facts, errors } = await parseBytes(text);
  expect(errors).toEqual([]);
  const breakdown = { store: 'Some Store', country: 'IS', salesType: 'Stream', commercialModel: 'AdModel' };
  expect(facts).toMatchObject([
    {
      subject: { name: 'The "Song"', artist: 'X', isrc },
      date: '2026-01-01',
      periodEnd: '2026-01-31',
      breakdown,
      currency: 'USD',
      values: { units: 7810, earnings: '2.5' },
    },
    {
      date: '2026-01-01',
      periodEnd: '2026-03-31',
      values: { units: 10, earnings: '-0.5' },
      warnings: ['negative_money'],
    },
    { subject: { name: 'Other' }, values: { units: 5, earnings: '0.25' } },
  ]);
});

test('a DDEX sale that was given back has usages and revenue below zero', async () => {
  const { facts, errors } = await parseBytes(
    dsr(
      head,
      'SY02 1    Stream IS  0 0 USD 0',
      `AS01 1 R1 D1 ${isrc} A  X`,
      'SU03 1 U1 1 D1 -3 -0.5 20260101 20260131',
      'SU03 1 U2 1 D1 -3 0.5 20260101 20260131',
      'FOOT 1',
    ),
  );
  expect(facts).toMatchObject([{ values: { units: -3, earnings: '-0.5' } }]);
  expect(errors).toMatchObject([{ line: 5, code: 'negative_value' }]);
});

test('summary records of one id count where they agree, and refuse their sales where they differ', async () => {
  const { facts, errors } = await parseBytes(
    dsr(
      head,
      '#SY02 SummaryRecordId UseType Territory Currency RightsController',
      'SY02 1 Stream IS USD PUB',
      'SY02 1 Stream IS USD SOC',
      'SY02 2 Stream IS USD PUB',
      'SY02 2 Stream DK USD SOC',
      `AS01 1 R1 D1 ${isrc} A  X`,
      'SU03 1 U1 1 D1 3 0.5 20260101 20260131',
      'SU03 1 U2 2 D1 4 0.5 20260101 20260131',
      'FOOT 1',
    ),
  );
  expect(facts).toMatchObject([{ breakdown: { country: 'IS' }, values: { units: 3 } }]);
  expect(errors).toMatchObject([{ line: 9, code: 'ambiguous_summary', value: '2' }]);
});

test('a DDEX report without its last record was cut off', async () => {
  await expect(parseBytes(dsr(head, 'SY02 1'))).rejects.toMatchObject({ code: 'truncated_file' });
});

test('a record whose block names no track is refused alone', async () => {
  const { facts, errors } = await parseBytes(dsr(head, 'SU03 9 U1 1 R1 5 0.25 20260101 20260131', 'FOOT 1'));
  expect(facts).toEqual([]);
  expect(errors).toMatchObject([{ line: 2, code: 'missing_name' }]);
});

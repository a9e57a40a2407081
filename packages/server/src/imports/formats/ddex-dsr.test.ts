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

const audioHead = 'HEAD dsrf/40 BasicAudioProfile 1.4 1 2026-04-21T15:09:26Z 1 1 2026-03 2026-03 P1 Some_Store Premium';
/** Records with `~` for a blank cell. */
const cells = (...records: string[]) => dsr(...records).replaceAll('~', '');

test('streams and downloads of the audio profile are read by the fields of the standard', async () => {
  const { facts, errors } = await parseBytes(
    cells(
      audioHead,
      'SY03.02 S1 ~ ~ SubscriptionModel OnDemandStream SE Premium 900 12 SEK 100.5',
      'SY01.03 S2 ~ ~ PayAsYouGoModel PermanentDownload SE Shop 9 ~ SEK 50',
      'RE01.03 B1 1 RL1 ~ ~ 00724384960650 X ~ The_Album ~ Album',
      `AS02.04 B1 1 R1 ${isrc} A_Song ~ X|Y ~ PT3M5S SoundRecording`,
      'AS02.04 B1 2 R2 ~ Other_Song ~ X ~ PT3M5S SoundRecording',
      'SU02.03 B1 S1 T1 1 1 true 7810 ~ ~ ~',
      'SU02.03 B1 S1 T2 1 2 true 11 ~ ~ NonInteractiveStream',
      'SU01.03 B1 S2 T3 1 ~ true ~ 5 2 9.90 ~ ~',
      'FOOT 9',
    ),
  );
  expect(errors).toEqual([]);
  const month = { date: '2026-03-01', periodEnd: '2026-03-31' };
  expect(facts).toMatchObject([
    {
      ...month,
      subject: { name: 'A Song', artist: 'X', isrc },
      breakdown: {
        store: 'Some Store',
        country: 'SE',
        salesType: 'OnDemandStream',
        commercialModel: 'SubscriptionModel',
      },
      values: { units: 7810 },
    },
    {
      ...month,
      subject: { name: 'Other Song' },
      breakdown: { salesType: 'NonInteractiveStream' },
      values: { units: 11 },
    },
    // Somebody bought the album; what is paid for it is not what the label earns.
    { ...month, subject: { name: 'The Album', artist: 'X' }, breakdown: { country: 'SE' }, values: { units: 3 } },
  ]);
  expect(facts.every(({ values }) => !('earnings' in values))).toBe(true);
});

test('a report that names its fields by their newer names is read like one with the older ones', async () => {
  const { facts, errors } = await parseBytes(
    dsr(
      head,
      '#SY02.03 RecordType SummaryRecordId CommercialModelType UseType Territory CurrencyOfReporting',
      '#AS01.02 RecordType BlockId ResourceReference DspResourceId ResourceISRC ResourceTitle ResourceDisplayArtistName',
      '#SU03.02 RecordType BlockId SalesTransactionId SummaryRecordId DspResourceId Usages NetRevenue',
      'SY02.03 1 AdModel Stream IS USD',
      `AS01.02 1 1 R1 ${isrc} A X`,
      'AS01.02 1 2 R2 ~ B X',
      'SU03.02 1 U1 1 R1 7810 2.5',
      'FOOT 9',
    ),
  );
  expect(errors).toEqual([]);
  expect(facts).toMatchObject([
    {
      subject: { name: 'A', isrc },
      currency: 'USD',
      breakdown: { commercialModel: 'AdModel', country: 'IS' },
      values: { units: 7810, earnings: '2.5' },
    },
  ]);
});

test('a report of single records has the recording in each of them', async () => {
  const recording = `R1 ${isrc} A_Song ~ X ~ PT3M SoundRecording`;
  const works = Array.from({ length: 10 }, () => '~').join(' ');
  const { facts, errors } = await parseBytes(
    cells(
      audioHead.replace('BasicAudioProfile', 'BasicAudioProfileSRB'),
      'SY01.03 S1 ~ ~ SubscriptionModel OnDemandStream SE Premium 900 12 SEK 100.5',
      `SR02.02 S1 ${recording} ${works} RL1 ~ ~ ~ X ~ The_Album ~ Album Label ~ ~ T1 true 42`,
      'SRFO 3 1',
    ),
  );
  expect(errors).toEqual([]);
  expect(facts).toMatchObject([{ subject: { name: 'A Song', isrc }, values: { units: 42 } }]);
});

import { expect, test } from 'vitest';
import { csv, parseBytes } from './parse-bytes.testing.ts';

const period = 'Reporting starts,Reporting ends';
const days = '2026-01-01,2026-01-31';

test('a row of an export without days is a fact of its whole period', async () => {
  const { facts } = await parseBytes(
    csv(`${period},Campaign name,Amount spent (USD),Impressions,Reach`, `${days},Launch,12.50,1000,800`),
  );
  expect(facts).toEqual([
    {
      line: 2,
      subject: { kind: 'campaign', name: 'Launch' },
      granularity: 'period',
      date: '2026-01-01',
      periodEnd: '2026-01-31',
      zone: null,
      currency: 'USD',
      source: 'meta_ads_manager',
      breakdown: {},
      attribution: null,
      values: { spend: '12.5', impressions: 1000, reach: 800 },
      labels: {},
      warnings: [],
    },
  ]);
});

test('only a Day column makes days: a period of one day stays a period', async () => {
  const oneDay = await parseBytes(csv(`${period},Campaign name,Impressions`, '2026-01-01,2026-01-01,A,5'));
  expect(oneDay.facts[0]).toMatchObject({ granularity: 'period', date: '2026-01-01', periodEnd: '2026-01-01' });
  const byDay = await parseBytes(
    csv(`${period},Day,Campaign name,Impressions`, `${days},2026-01-07,A,5`, `${days},,,9`),
  );
  expect(byDay.facts[0]).toMatchObject({ granularity: 'day', date: '2026-01-07', periodEnd: null });
  expect(byDay.facts[1]).toMatchObject({ granularity: 'period', subject: { kind: 'adAccount' }, date: '2026-01-01' });
});

test('a Date column makes days too', async () => {
  const { facts } = await parseBytes(csv(`Date,Campaign name,Impressions,${period}`, `2026-01-07,A,5,${days}`));
  expect(facts).toMatchObject([{ granularity: 'day', date: '2026-01-07', values: { impressions: 5 } }]);
});

test('a week or month column gives its row a period of its own', async () => {
  const { facts, errors } = await parseBytes(
    csv(`${period},Week,Campaign name,Impressions`, `${days},2026-01-05 - 2026-01-11,A,5`, `${days},last week,A,5`),
  );
  expect(facts[0]).toMatchObject({ granularity: 'period', date: '2026-01-05', periodEnd: '2026-01-11' });
  expect(errors[0]).toMatchObject({ code: 'bad_date', column: 'Week' });
  const monthly = await parseBytes(csv(`${period},Month,Campaign name,Impressions`, `${days},2024-02,A,5`));
  expect(monthly.facts[0]).toMatchObject({ date: '2024-02-01', periodEnd: '2024-02-29' });
});

test('the finest level named is the subject, the others are its parents', async () => {
  const { facts } = await parseBytes(
    csv(
      `${period},Account ID,Account name,Campaign name,Campaign ID,Ad Set Name,Ad name,Ad ID,Impressions`,
      `${days},77,Label,Launch,1200000000000000001,Fans,Clip A,120000000000000002,5`,
    ),
  );
  expect(facts[0]?.subject).toEqual({
    kind: 'ad',
    name: 'Clip A',
    externalId: '120000000000000002',
    campaign: { name: 'Launch', externalId: '1200000000000000001' },
    adSet: { name: 'Fans' },
    adAccount: { name: 'Label', externalId: '77' },
  });
});

test('the totals row without a name belongs to the ad account, its 0 placeholders are no labels', async () => {
  const { facts } = await parseBytes(
    csv(
      `${period},Ad Set Name,Ad set delivery,Attribution setting,Reach,Frequency,Amount spent (USD)`,
      `${days},,0,7-day click,800,1.25,15`,
      `${days},Fans,completed,7-day click,500,2,15.00`,
    ),
  );
  expect(facts[0]).toMatchObject({ subject: { kind: 'adAccount' }, labels: {}, attribution: '7-day click' });
  expect(facts[0]?.values).toEqual({ reach: 800, reportedFrequency: '1.25', spend: '15' });
  expect(facts[1]).toMatchObject({ subject: { kind: 'adSet', name: 'Fans' }, labels: { adSetDelivery: 'completed' } });
});

test('a row that names a part but not its own level is refused', async () => {
  const { facts, errors } = await parseBytes(
    csv(
      `${period},Campaign name,Ad name,Age,Impressions`,
      `${days},Launch,,18-24,5`,
      `${days},,,18-24,5`,
      `${days},,,,9`,
      `${days},Launch,Clip,18-24,3`,
    ),
  );
  expect(errors.map(({ line, code }) => [line, code])).toEqual([
    [2, 'missing_name'],
    [3, 'missing_name'],
  ]);
  expect(facts).toMatchObject([{ subject: { kind: 'adAccount' }, breakdown: {} }, { subject: { kind: 'ad' } }]);
});

test('an export that names nobody is about the ad account', async () => {
  const { facts } = await parseBytes(csv(`${period},Age,Amount spent (EUR)`, `${days},18-24,3`, `${days},25-34,4`));
  expect(facts.map(({ subject, breakdown }) => [subject.kind, breakdown])).toEqual([
    ['adAccount', { age: '18-24' }],
    ['adAccount', { age: '25-34' }],
  ]);
});

test('breakdown members are kept whole, a sum over all of them is a fact of the subject', async () => {
  const text = `Line one, "quoted"\n\n${'long '.repeat(400)}end`;
  const { facts } = await parseBytes(
    csv(
      `${period},Campaign name,Text,Age,Impressions`,
      `${days},A,"${text.replaceAll('"', '""')}",18-24,5`,
      `${days},A,All,All,9`,
      `${days},A,,,4`,
    ),
  );
  expect(facts[0]?.breakdown).toEqual({ text, age: '18-24' });
  expect(facts[1]?.breakdown).toEqual({});
  expect(facts[2]).toMatchObject({ breakdown: { text: '', age: '' }, warnings: ['blank_breakdown'], line: 6 });
});

test('a blank cell is unknown, 0 is zero, and a dash is blank', async () => {
  const { facts } = await parseBytes(
    csv(`${period},Campaign name,Results,Link clicks,Reach,Amount spent (USD)`, `${days},A,,0,—,0`),
  );
  expect(facts[0]?.values).toEqual({ linkClicks: 0, spend: '0' });
});

test('money keeps every digit and play time becomes seconds', async () => {
  const { facts } = await parseBytes(
    csv(
      `${period},Campaign name,Amount spent (USD),Video average play time,Purchases conversion value (USD)`,
      `${days},A,0.2199694885165901,0:01:04,100.10`,
    ),
  );
  expect(facts[0]?.values).toEqual({ spend: '0.2199694885165901', videoAveragePlayTime: '64', purchaseValue: '100.1' });
});

test('ratios of the provider are not stored, except the frequency as reported', async () => {
  const { format, facts } = await parseBytes(
    csv(
      `${period},Campaign name,Frequency,CTR (all),CPC (all) (USD),"CPM (cost per 1,000 impressions) (USD)",Cost per results,Purchase ROAS (return on ad spend),Impressions,Mood`,
      `${days},A,1.5,0.2,0.3,4,5,6,7,good`,
    ),
  );
  expect(facts[0]?.values).toEqual({ reportedFrequency: '1.5', impressions: 7 });
  const ignored = format.columns.filter(({ meaning }) => meaning.as === 'ignored');
  expect(ignored.map(({ header, meaning }) => [header.split(' ')[0], 'reason' in meaning && meaning.reason])).toEqual([
    ['CTR', 'calculated'],
    ['CPC', 'calculated'],
    ['CPM', 'calculated'],
    ['Cost', 'calculated'],
    ['Purchase', 'calculated'],
    ['Mood', 'unknown'],
  ]);
});

test('more clicks than impressions are kept and flagged', async () => {
  const { facts } = await parseBytes(csv(`${period},Campaign name,Impressions,Clicks (all)`, `${days},A,3,4`));
  expect(facts[0]).toMatchObject({ values: { impressions: 3, clicks: 4 }, warnings: ['clicks_exceed_impressions'] });
});

test('an id that a spreadsheet damaged is left out and flagged', async () => {
  const { facts } = await parseBytes(csv(`${period},Campaign name,Campaign ID,Impressions`, `${days},A,1.20215E+17,3`));
  expect(facts[0]).toMatchObject({ subject: { kind: 'campaign', name: 'A' }, warnings: ['damaged_id'] });
  expect(facts[0]?.subject).not.toHaveProperty('externalId');
});

test('negative counts refuse their row, a negative amount is kept and flagged', async () => {
  const { facts, errors } = await parseBytes(
    csv(
      `${period},Campaign name,Impressions,Amount spent (USD)`,
      `${days},A,-3,1`,
      `${days},B,3,-1.50`,
      `${days},C,2.5,1`,
    ),
  );
  expect(errors.map(({ line, code }) => [line, code])).toEqual([
    [2, 'negative_value'],
    [4, 'fractional_count'],
  ]);
  expect(facts).toMatchObject([{ values: { spend: '-1.5' }, warnings: ['negative_money'] }]);
});

test('cells that look like formulas are text, and no number', async () => {
  const { facts, errors } = await parseBytes(
    csv(`${period},Campaign name,Impressions`, `${days},"=cmd()|'/C calc'!A0",3`, `${days},B,=1+1`),
  );
  expect(facts[0]?.subject).toEqual({ kind: 'campaign', name: "=cmd()|'/C calc'!A0" });
  expect(errors).toEqual([expect.objectContaining({ line: 3, code: 'bad_number', value: '=1+1' })]);
});

test('a name that runs over a thousand characters refuses its row', async () => {
  const { errors } = await parseBytes(csv(`${period},Campaign name,Impressions`, `${days},${'n'.repeat(1001)},3`));
  expect(errors).toEqual([expect.objectContaining({ line: 2, code: 'name_too_long' })]);
});

test.each(['All', 'Alle', 'Todos', 'Todo', 'Tous', 'Tutti'])(
  '%s for one member of a breakdown makes the row a fact of the coarser breakdown',
  async (all) => {
    const { facts } = await parseBytes(
      csv(
        `${period},Campaign name,Age,Gender,Impressions`,
        `${days},A,25-34,female,5`,
        `${days},A,${all},female,9`,
        `${days},A,${all},,4`,
      ),
    );
    expect(facts.map(({ breakdown }) => breakdown)).toEqual([
      { age: '25-34', gender: 'female' },
      { gender: 'female' },
      { gender: '' },
    ]);
  },
);

test('All for a name is a sum over the parent, unless an id says that somebody is called so', async () => {
  const header = `${period},Campaign name,Campaign ID,Ad Set Name,Ad Set ID,Age,Impressions`;
  const { facts, errors } = await parseBytes(
    csv(
      header,
      `${days},A,,Fans,,18-24,5`,
      `${days},A,,All,,18-24,6`,
      `${days},A,,All,,All,7`,
      `${days},All,,All,,18-24,8`,
      `${days},All,,All,,All,9`,
      `${days},All,71,All,72,18-24,10`,
    ),
  );
  expect(errors).toEqual([]);
  expect(facts.map(({ subject, breakdown, isTotal }) => ({ ...subject, breakdown, isTotal }))).toEqual([
    { kind: 'adSet', name: 'Fans', campaign: { name: 'A' }, breakdown: { age: '18-24' }, isTotal: undefined },
    { kind: 'campaign', name: 'A', breakdown: { age: '18-24' }, isTotal: undefined },
    { kind: 'campaign', name: 'A', breakdown: {}, isTotal: undefined },
    { kind: 'adAccount', breakdown: { age: '18-24' }, isTotal: undefined },
    { kind: 'adAccount', breakdown: {}, isTotal: true },
    {
      kind: 'adSet',
      name: 'All',
      externalId: '72',
      campaign: { name: 'All', externalId: '71' },
      breakdown: { age: '18-24' },
      isTotal: undefined,
    },
  ]);
});

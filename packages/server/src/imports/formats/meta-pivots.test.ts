import { expect, test } from 'vitest';
import { csv, parseBytes } from './parse-bytes.testing.ts';

const days = '2026-01-01,2026-01-31';

test.each([
  'Total',
  'Grand Total',
  'Gesamt',
  'Totale',
  'Total général',
  'Suma',
  'Results from 2 campaigns',
  'Results from 1,204 ads',
])('a row named %s is the totals row and no campaign', async (name) => {
  const { facts, errors } = await parseBytes(
    csv(
      'Reporting starts,Reporting ends,Campaign name,Impressions',
      `${days},A,5`,
      `${days},B,7`,
      `${days},"${name}",12`,
    ),
  );
  expect(errors).toEqual([]);
  expect(facts.map(({ subject, isTotal }) => [subject.kind, isTotal])).toEqual([
    ['campaign', undefined],
    ['campaign', undefined],
    ['adAccount', true],
  ]);
});

test('a campaign that has an id may be called Total', async () => {
  const { facts } = await parseBytes(
    csv('Reporting starts,Reporting ends,Campaign name,Campaign ID,Impressions', `${days},Total,120200000000000001,5`),
  );
  expect(facts).toMatchObject([{ subject: { kind: 'campaign', name: 'Total' } }]);
});

test('a day that says All makes the row a fact of the whole period', async () => {
  const { facts, errors } = await parseBytes(
    csv(
      'Día,Nombre de la campaña,Impresiones,Inicio del informe,Fin del informe,Importe gastado (USD)',
      `All,All,12,${days},3`,
      `All,A,12,${days},3`,
      `2026-01-01,A,5,${days},1`,
      `2026-01-02,A,7,${days},2`,
    ),
  );
  expect(errors).toEqual([]);
  expect(
    facts.map(({ subject, granularity, date, periodEnd, isTotal }) => [
      subject.kind,
      granularity,
      date,
      periodEnd,
      isTotal,
    ]),
  ).toEqual([
    ['adAccount', 'period', '2026-01-01', '2026-01-31', true],
    ['campaign', 'period', '2026-01-01', '2026-01-31', undefined],
    ['campaign', 'day', '2026-01-01', null, undefined],
    ['campaign', 'day', '2026-01-02', null, undefined],
  ]);
});

test('a row of one day below the row that names its campaign is refused, and not taken for a total', async () => {
  const { facts, errors } = await parseBytes(
    csv(
      'Campaign name,Day,Impressions,Reporting starts,Reporting ends',
      `A,2026-01-01,5,${days}`,
      `,2026-01-02,7,${days}`,
      `B,2026-01-01,1,${days}`,
      `,,13,${days}`,
    ),
  );
  expect(errors).toMatchObject([{ line: 3, code: 'missing_name' }]);
  expect(facts.map(({ line, isTotal }) => [line, isTotal])).toEqual([
    [2, undefined],
    [4, undefined],
    [5, true],
  ]);
});

test('hours of the ad account and of the viewer are different breakdowns', async () => {
  const read = async (header: string) => {
    const { facts } = await parseBytes(
      csv(`Reporting starts,Reporting ends,Campaign name,"${header}",Impressions`, `${days},A,00:00:00 - 00:59:59,5`),
    );
    return facts[0]?.breakdown;
  };
  const ofAccount = await read('Time of day (ad account time zone)');
  const ofViewer = await read('Time of day (viewer’s time zone)');
  expect(Object.values(ofAccount ?? {})).toEqual(Object.values(ofViewer ?? {}));
  expect(Object.keys(ofAccount ?? {})).not.toEqual(Object.keys(ofViewer ?? {}));
});

test('a result that is a ratio is left out, and the rest of its row is read', async () => {
  const { facts, errors } = await parseBytes(
    csv(
      'Reporting starts,Reporting ends,Campaign name,Results,Result indicator,Amount spent (USD),Impressions',
      `${days},A,2.34,website_purchase_roas,10.5,100`,
    ),
  );
  expect(errors).toEqual([]);
  expect(facts).toMatchObject([
    { values: { spend: '10.5', impressions: 100 }, labels: { resultIndicator: 'website_purchase_roas' } },
  ]);
  expect(facts[0]?.values).not.toHaveProperty('results');
  expect(facts[0]?.warnings).toEqual(['fractional_results']);
});

test('amounts in lakhs are read', async () => {
  const { facts, errors } = await parseBytes(
    csv(
      'Reporting starts,Reporting ends,Campaign name,Impressions,Amount spent (INR)',
      `${days},A,"12,34,567","1,23,456.50"`,
    ),
  );
  expect(errors).toEqual([]);
  expect(facts).toMatchObject([{ values: { impressions: 1_234_567, spend: '123456.5' } }]);
});

test('a dash is no name, no day, no member and no attribution setting', async () => {
  const { facts, errors } = await parseBytes(
    csv(
      'Reporting starts,Reporting ends,Campaign name,Campaign ID,Age,Attribution setting,Day,Impressions',
      `${days},\u2014,-,\u2014,\u2014,\u2014,30`,
      `${days},A,120200000000000001,18-24,-,2026-01-02,10`,
      `${days},A,120200000000000001,25-34,7-day click,2026-01-02,20`,
    ),
  );
  expect(errors).toEqual([]);
  expect(
    facts.map(({ subject, granularity, breakdown, attribution, isTotal }) => [
      subject.kind,
      granularity,
      breakdown.age,
      attribution,
      isTotal,
    ]),
  ).toEqual([
    ['adAccount', 'period', undefined, null, true],
    ['campaign', 'day', '18-24', null, undefined],
    ['campaign', 'day', '25-34', '7-day click', undefined],
  ]);
});

test('a return on ad spend with three digits is neither thousands of results nor a proof of decimal commas', async () => {
  const header =
    'Reporting starts,Reporting ends,Campaign name,Results,Result indicator,Amount spent (USD),Impressions';
  const { facts, errors } = await parseBytes(
    csv(header, `${days},A,2.345,website_purchase_roas,10.125,100`, `${days},B,1.5,,10.5,100`),
  );
  expect(errors).toEqual([]);
  expect(facts.map(({ values }) => [values.results, values.spend])).toEqual([
    [undefined, '10.125'],
    [undefined, '10.5'],
  ]);
  const alone = await parseBytes(csv(header, `${days},A,2.345,website_purchase_roas,10,100`));
  expect(alone.facts[0]?.values).toEqual({ spend: '10', impressions: 100 });
});

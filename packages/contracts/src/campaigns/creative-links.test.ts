import { expect, test } from 'vitest';
import { checkCreativeLinks } from './creative-links.ts';
import type { CampaignCreatives } from './creatives.ts';

type Variant = CampaignCreatives['variants'][number];

const id = '01930000-0000-7000-8000-000000000000';
const utm = { source: 'meta', medium: 'paid_social', campaign: 'release_week' };
const variant = (destinationUrl: string | null, fields: Variant['utm'] = utm): Variant => ({
  id,
  kind: 'text',
  assetUrl: null,
  headline: null,
  body: null,
  callToAction: null,
  destinationUrl,
  utm: fields,
});

/** Faults of one creative, as `severity code parameter`. */
const faultsOf = (...given: Parameters<typeof variant>) =>
  checkCreativeLinks({ variants: [variant(...given)] }).map(({ severity, code, parameter }) =>
    [severity, code, parameter].filter((part) => part !== null).join(' '),
  );

test('a link with its three parameters has no fault, whether they are in the fields or in the link', () => {
  expect(faultsOf('https://example.com/song')).toEqual([]);
  expect(faultsOf('http://example.com/?utm_source=meta&utm_medium=cpc&utm_campaign=a%20b', null)).toEqual([]);
  expect(faultsOf('https://exämple.com/söng?title=Für+Elise&x=%F0%9F%8E%B5#part?a=b')).toEqual([]);
  expect(faultsOf(null, null)).toEqual([]);
});

test('each parameter that neither the link nor a field says is named, also one that is blank', () => {
  const missing = ['source', 'medium', 'campaign'].map((name) => `warning utm_missing utm_${name}`);
  expect(faultsOf('https://example.com', null)).toEqual(missing);
  expect(faultsOf('https://example.com?utm_source=&utm_medium=cpc', { ...utm, medium: ' ', campaign: ' ' })).toEqual(
    expect.arrayContaining(['warning utm_missing utm_campaign']),
  );
  expect(faultsOf(null)).toEqual(['warning utm_without_link']);
});

test('a link that is none of the web, or that breaks on the way, is an error', () => {
  for (const link of ['ftp://example.com', 'javascript:alert(1)', 'https:///song', 'example.com'])
    expect(faultsOf(link), link).toEqual(['error link_not_web']);
  for (const link of [
    'https://example.com/a b',
    'https://example.com/?a=100%',
    'https://example.com/?a=%zz',
    'https://example.com/"x"',
  ])
    expect(faultsOf(link), link).toEqual(['error link_encoding']);
});

test('a placeholder in the address is an error, in a parameter a warning', () => {
  for (const link of [
    'https://{{host}}.example.com/',
    'https://example.com/{lang}/song',
    'https://example.com/%7B%7Bid%7D%7D',
  ])
    expect(faultsOf(link), link).toEqual(['error link_placeholder']);
  expect(faultsOf('https://example.com/?ad={{ad.id}}')).toEqual(['warning utm_placeholder ad']);
  expect(faultsOf('https://example.com/', { ...utm, campaign: '{{campaign.name}}' })).toEqual([
    'warning utm_placeholder utm_campaign',
  ]);
});

test('a parameter that is there twice is a warning, and a contradiction of UTM parameters an error', () => {
  expect(faultsOf('https://example.com/?a=1&a=2')).toEqual(['warning parameter_repeated a']);
  const three = 'utm_medium=m&utm_campaign=c';
  expect(faultsOf(`https://example.com/?utm_source=a&utm_source=a&${three}`, null)).toEqual([
    'warning utm_repeated utm_source',
  ]);
  expect(faultsOf(`https://example.com/?utm_source=a&utm_source=b&${three}`, null)).toEqual([
    'error utm_ambiguous utm_source',
  ]);
});

test('a link that says otherwise than a field is an error, one that says the same a warning', () => {
  expect(faultsOf('https://example.com/?utm_source=newsletter')).toEqual(['error utm_conflict utm_source']);
  expect(faultsOf('https://example.com/?utm_source=Meta')).toEqual(['error utm_conflict utm_source']);
  expect(faultsOf('https://example.com/?utm_campaign=release%5Fweek')).toEqual(['warning utm_repeated utm_campaign']);
});

test('values that break a link unless they are encoded, and a second question mark, are warnings', () => {
  for (const campaign of ['release week', 'a&b', 'a=b', '50%', 'a#b', 'a%20b'])
    expect(faultsOf('https://example.com', { ...utm, campaign }), campaign).toEqual([
      'warning utm_unencoded utm_campaign',
    ]);
  expect(faultsOf('https://example.com/?a=1?utm_content=x')).toEqual(['warning query_broken a']);
});

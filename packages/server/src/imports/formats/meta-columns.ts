import { type ReportedMetricId, reportedMetrics } from '@songtrackpro/contracts';
import type { Column, ColumnMeaning, EntityKind } from './format.ts';
import type { MetaColumnNames, MetaColumnRole } from './meta-column-names.ts';
import { german } from './meta-column-names-de.ts';
import { english } from './meta-column-names-en.ts';
import { dutch } from './meta-column-names-nl.ts';
import { polish } from './meta-column-names-pl.ts';
import { french, italian, portuguese, spanish } from './meta-column-names-romance.ts';
import { swedish } from './meta-column-names-sv.ts';
import { normaliseHeader, splitCurrency } from './normalise-header.ts';

const metaLanguages: Record<string, MetaColumnNames> = {
  en: english,
  es: spanish,
  fr: french,
  de: german,
  pt: portuguese,
  it: italian,
  nl: dutch,
  pl: polish,
  sv: swedish,
};

// Ratios of the provider in its languages: cost per ..., CPM, CPC, CTR, ROAS, rates. They are made anew from the sums.
const CALCULATED =
  /^(?:unique )?(?:cpm|cpc|ctr|cpp)\b|^(?:cost|coste|costo|coût|kosten|custo|kostnad) (?:per|por|par|pour|pro)\b|^koszt\b|\broas\b|^(?:tasa|taux|taxa) d|\brates?\b/;

const dictionary = buildDictionary();

/** Every pair of normalised header and meaning, in the order of the languages. */
export function listMetaColumns(): { header: string; meaning: ColumnMeaning }[] {
  return Object.values(metaLanguages).flatMap((names) => [
    ...entries(names.metrics).map(([metric, header]) => entry(header, { as: 'metric', metric })),
    ...entries(names.roles).map(([role, header]) => entry(header, { as: role satisfies MetaColumnRole })),
    ...entries(names.names).map(([of, header]) => entry(header, { as: 'name', of })),
    ...entries(names.externalIds).map(([of, header]) => entry(header, { as: 'externalId', of })),
    ...entries(names.breakdowns).map(([key, header]) => entry(header, { as: 'breakdown', key })),
    ...entries(names.labels).map(([key, header]) => entry(header, { as: 'label', key })),
  ]);
}

/** What one header of an Ads Manager export means. */
export function readMetaColumn(header: string): Column {
  const whole = dictionary.get(normaliseHeader(header));
  if (whole) return { header, meaning: whole };
  const split = splitCurrency(header);
  const name = normaliseHeader(split.header);
  const meaning = dictionary.get(name);
  if (meaning?.as === 'metric' && reportedMetrics[meaning.metric].unit === 'money' && split.currency) {
    return { header, meaning: { ...meaning, currency: split.currency } };
  }
  if (meaning) return { header, meaning };
  return { header, meaning: { as: 'ignored', reason: CALCULATED.test(name) ? 'calculated' : 'unknown' } };
}

function buildDictionary(): Map<string, ColumnMeaning> {
  return new Map(listMetaColumns().map(({ header, meaning }) => [normaliseHeader(header), meaning]));
}

function entry(header: string, meaning: ColumnMeaning): { header: string; meaning: ColumnMeaning } {
  return { header, meaning };
}

function entries<Key extends ReportedMetricId | MetaColumnRole | EntityKind | string>(
  names: Partial<Record<Key, readonly string[]>>,
): [Key, string][] {
  const keys = Object.keys(names) as Key[];
  return keys.flatMap((key) => (names[key] ?? []).map((header): [Key, string] => [key, header]));
}

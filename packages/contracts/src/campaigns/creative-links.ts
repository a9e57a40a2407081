import { z } from 'zod';
import { Id } from '../core/ids.ts';
import type { CampaignCreatives } from './creatives.ts';

/**
 * What can be wrong with the link of a creative. An error is what makes the link fail or contradict itself: whoever clicks
 * doesn't arrive, or nobody can tell which value holds. A warning is what only spoils how the visit is counted.
 */
const severities = {
  link_not_web: 'error',
  link_encoding: 'error',
  link_placeholder: 'error',
  utm_conflict: 'error',
  utm_ambiguous: 'error',
  utm_repeated: 'warning',
  utm_missing: 'warning',
  utm_placeholder: 'warning',
  utm_unencoded: 'warning',
  utm_without_link: 'warning',
  parameter_repeated: 'warning',
  query_broken: 'warning',
} as const;
export type LinkFaultCode = keyof typeof severities;

export const LinkFault = z
  .object({
    variantId: Id.describe('The creative.'),
    code: z.enum(Object.keys(severities) as [LinkFaultCode, ...LinkFaultCode[]]),
    severity: z
      .enum(['error', 'warning'])
      .describe(
        '`error`: the link fails or contradicts itself, and the campaign is not started. `warning`: visits are counted less well.',
      ),
    parameter: z.string().nullable().describe('Of the query, for example `utm_source`; null where it is none’s.'),
    message: z.string(),
  })
  .meta({ id: 'LinkFault' });
export type LinkFault = z.infer<typeof LinkFault>;

type Variant = CampaignCreatives['variants'][number];
type Found = Pick<LinkFault, 'code' | 'parameter' | 'message'>;

const needed = ['utm_source', 'utm_medium', 'utm_campaign'];

/** What ad platforms and templates replace: {{…}}, {…}, [[…]], %%…%%, ${…}, <…>; left in, it is part of the address. */
const placeholder = /\{+[^{}]*\}+|\[\[.*?\]\]|%%\w+%%|<[^<>]*>/;
const placeholders = new RegExp(placeholder.source, 'g');
const brokenPercent = /%(?![0-9a-f]{2})/i;
const notInAddress = /[\s"<>\\^`{|}]/;
/** What has a meaning of its own in a query, or is encoded already and would be once more. */
const notInValue = /[&=#?+%]|\s/;

interface Parameter {
  name: string;
  value: string;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

function parametersOf(url: string): Parameter[] {
  const [withoutHash = ''] = url.split('#');
  const at = withoutHash.indexOf('?');
  if (at === -1) return [];
  return withoutHash
    .slice(at + 1)
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return { name: decoded(name), value: decoded(value.join('=')) };
    });
}

function checkAddress(url: string): Found[] {
  const found: Found[] = [];
  const [beforeQuery = ''] = url.split(/[?#]/);
  // A placeholder of the query is another fault, which keeps nobody from arriving.
  const filled = url.replaceAll(placeholders, '');
  const add = (code: LinkFaultCode, message: string) => found.push({ code, parameter: null, message });
  if (!/^https?:\/\/[^/?#\s]/i.test(url))
    add('link_not_web', 'The link must begin with https:// or http:// and a host.');
  if (placeholder.test(decoded(beforeQuery)))
    add('link_placeholder', 'The address has a placeholder that nothing fills in here.');
  else if (brokenPercent.test(filled) || notInAddress.test(filled))
    add('link_encoding', 'The link has characters that must be percent-encoded, or a % that encodes none.');
  return found;
}

function checkRepeated(parameters: readonly Parameter[]): Found[] {
  return [...Map.groupBy(parameters, ({ name }) => name)].flatMap(([name, same]): Found[] => {
    if (same.length === 1) return [];
    const isUtm = name.startsWith('utm_');
    const differs = new Set(same.map(({ value }) => value)).size > 1;
    if (isUtm && differs)
      return [{ code: 'utm_ambiguous', parameter: name, message: `The link has ${name} with several values.` }];
    const code = isUtm ? 'utm_repeated' : 'parameter_repeated';
    return [{ code, parameter: name, message: `The link has ${name} ${same.length} times.` }];
  });
}

const fieldsOf = ({ utm }: Variant): Parameter[] =>
  Object.entries(utm ?? {}).flatMap(([field, value]) => (value === undefined ? [] : [{ name: `utm_${field}`, value }]));

function checkClash(fields: readonly Parameter[], parameters: readonly Parameter[]): Found[] {
  return fields.flatMap(({ name, value }): Found[] => {
    const own = parameters.filter((parameter) => parameter.name === name);
    if (own.some((parameter) => parameter.value !== value)) {
      const message = `The link says ${name} otherwise than the field does. Take it out of one of them.`;
      return [{ code: 'utm_conflict', parameter: name, message }];
    }
    if (own.length === 0) return [];
    return [{ code: 'utm_repeated', parameter: name, message: `${name} is in the link and in the field.` }];
  });
}

function checkValues(fields: readonly Parameter[], parameters: readonly Parameter[]): Found[] {
  const broken = parameters.filter(({ value }) => /\?[^=]*=/.test(value));
  const inQuery = parameters.filter(({ name, value }) => placeholder.test(`${name}=${value}`));
  const inFields = fields.filter(({ value }) => placeholder.test(value));
  const withPlaceholder = new Set([...inQuery, ...inFields].map(({ name }) => name));
  const unencoded = fields.filter(({ name, value }) => !withPlaceholder.has(name) && notInValue.test(value));
  return [
    ...broken.map(
      ({ name }): Found => ({
        code: 'query_broken',
        parameter: name,
        message: `The value of ${name} has a second “?”: what follows it is no parameter. Use “&”.`,
      }),
    ),
    ...[...withPlaceholder].map(
      (name): Found => ({
        code: 'utm_placeholder',
        parameter: name,
        message: `${name} has a placeholder; unless the ad platform fills it in, visits are counted under it as it stands.`,
      }),
    ),
    ...unencoded.map(
      ({ name }): Found => ({
        code: 'utm_unencoded',
        parameter: name,
        message: `The value of ${name} has blanks or one of & = # ? + %, which break a link unless they are encoded. Use letters, digits, “-” and “_”.`,
      }),
    ),
  ];
}

function checkVariant(variant: Variant): Found[] {
  const { destinationUrl } = variant;
  const fields = fieldsOf(variant);
  if (destinationUrl === null) {
    if (fields.length === 0) return [];
    return [
      { code: 'utm_without_link', parameter: null, message: 'The creative has UTM fields and no link for them.' },
    ];
  }
  const parameters = parametersOf(destinationUrl);
  const said = new Set([...fields, ...parameters].filter(({ value }) => value.trim() !== '').map(({ name }) => name));
  const missing = needed.filter((name) => !said.has(name));
  return [
    ...checkAddress(destinationUrl),
    ...checkRepeated(parameters),
    ...checkClash(fields, parameters),
    ...checkValues(fields, parameters),
    ...missing.map(
      (name): Found => ({
        code: 'utm_missing',
        parameter: name,
        message: `Neither the link nor the field says ${name}.`,
      }),
    ),
  ];
}

/** What is wrong with the links of a campaign's creatives, in their order. */
export const checkCreativeLinks = ({ variants }: Pick<CampaignCreatives, 'variants'>): LinkFault[] =>
  variants.flatMap((variant) =>
    checkVariant(variant).map((fault) => ({ variantId: variant.id, severity: severities[fault.code], ...fault })),
  );

import { z } from 'zod';
import { isCountry, noCountry } from '../core/countries.ts';
import { Id } from '../core/ids.ts';
import { versioned } from '../core/versioned.ts';

export const CountryCode = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 code in upper case, for example DE');
export const LanguageCode = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a BCP 47 tag, for example pt-BR');
export const AgeRange = z
  .strictObject({ from: z.int().min(13).max(65), to: z.int().min(13).max(65).nullable() })
  .refine(({ from, to }) => to === null || from <= to, { path: ['to'], message: 'must not be below from' });
export const Gender = z.enum(['female', 'male', 'other']);

/** Something that the ad platform has an id for. */
const Named = z.strictObject({ id: z.string().min(1).max(100), name: z.string().min(1).max(300) });
const Place = Named.extend({ country: CountryCode });
/** Kept in one spelling, in which it is looked for. */
const AudienceId = Id.toLowerCase();
const list = <T extends z.ZodType>(item: T, limit = 250) => z.array(item).max(limit).default([]);

export const CampaignTargetingV1 = z.strictObject({
  version: z.literal(1),
  countries: list(CountryCode),
  regions: list(Place),
  cities: list(Place),
  ages: AgeRange.nullable().default(null),
  genders: list(Gender, 3),
  interests: list(Named),
  languages: list(LanguageCode),
  placements: list(z.string().min(1).max(100), 50),
  devices: list(z.string().min(1).max(100), 50),
  audienceIds: list(AudienceId, 50),
  excludedAudienceIds: list(AudienceId, 50),
});
/**
 * As it is given: countries are ones that there are. What was stored before that was asked is read as it is.
 */
export const NewTargeting = CampaignTargetingV1.check((ctx) => {
  // What is not well formed has a fault already.
  if (ctx.issues.length > 0) return;
  const { countries, regions, cities } = ctx.value;
  const named = [
    ...countries.map((code, at) => ({ code, path: ['countries', at] })),
    ...regions.map(({ country: code }, at) => ({ code, path: ['regions', at, 'country'] })),
    ...cities.map(({ country: code }, at) => ({ code, path: ['cities', at, 'country'] })),
  ];
  for (const { code, path } of named)
    if (!isCountry(code)) ctx.issues.push({ code: 'custom', input: code, path, message: noCountry });
}).meta({ id: 'NewCampaignTargeting' });

/** As it is answered, with every default filled in; inputs may leave out what is empty. */
export const TargetingAnswer = CampaignTargetingV1.meta({ id: 'CampaignTargeting' });
export type CampaignTargeting = z.infer<typeof CampaignTargetingV1>;

/** Whom a campaign is shown to. An empty list is no restriction. */
export const CampaignTargeting = versioned<CampaignTargeting>('campaign targeting', 1, CampaignTargetingV1);

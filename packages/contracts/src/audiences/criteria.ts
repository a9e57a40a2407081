import { z } from 'zod';
import { AgeRange, CountryCode, Gender } from '../campaigns/targeting.ts';
import { versioned } from '../core/versioned.ts';
import { findCriteriaFault, findStrangeCountry } from './criteria-fault.ts';

const Reference = z.string().min(1).max(100);
const some = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(250);

/** One condition, or others put together; a leaf holds for a person whom any entry of its list fits. */
export type AudienceCriterion =
  | { all: AudienceCriterion[] }
  | { any: AudienceCriterion[] }
  | { not: AudienceCriterion }
  | { countries: string[] }
  | { ages: { from: number; to: number | null } }
  | { genders: ('female' | 'male' | 'other')[] }
  | { interests: string[] }
  | { artists: string[] }
  | { behaviors: string[] };

const AnyCriterion: z.ZodType<AudienceCriterion, AudienceCriterion> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: some(AnyCriterion) }),
      z.strictObject({ any: some(AnyCriterion) }),
      z.strictObject({ not: AnyCriterion }),
      z.strictObject({ countries: some(CountryCode) }),
      z.strictObject({ ages: AgeRange }),
      z.strictObject({ genders: some(Gender) }),
      z.strictObject({ interests: some(Reference) }),
      z.strictObject({ artists: some(Reference) }),
      z.strictObject({ behaviors: some(Reference) }),
    ]),
  )
  .meta({
    id: 'AudienceCriterion',
    description: 'A condition, or others put together by `all`, `any` and `not`. A list holds where any entry fits.',
  });

/** A tree of conditions that somebody can fulfil. */
export const AudienceCriterion = AnyCriterion.check((ctx) => {
  // What is not well formed has a fault already.
  const fault = ctx.issues.length > 0 ? null : findCriteriaFault(ctx.value);
  if (fault) ctx.issues.push({ code: 'custom', input: ctx.value, ...fault });
});

/** As it is given: countries are ones that there are. What was stored before that was asked is read as it is. */
export const NewAudienceCriterion = AudienceCriterion.check((ctx) => {
  const fault = ctx.issues.length > 0 ? null : findStrangeCountry(ctx.value, []);
  if (fault) ctx.issues.push({ code: 'custom', input: ctx.value, ...fault });
});

const AudienceCriteriaV1 = z.strictObject({ version: z.literal(1), root: AudienceCriterion.nullable().default(null) });
export type AudienceCriteria = z.infer<typeof AudienceCriteriaV1>;

/** Who belongs to a custom audience; no root is everybody. */
export const AudienceCriteria = versioned<AudienceCriteria>('audience criteria', 1, AudienceCriteriaV1);

/** Lists of a criterion that audiences can be found by. */
export const criterionLists = ['countries', 'genders', 'interests', 'artists', 'behaviors'] as const;
export type CriterionList = (typeof criterionLists)[number];

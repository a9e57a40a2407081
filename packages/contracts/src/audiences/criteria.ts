import { z } from 'zod';
import { AgeRange, CountryCode, Gender } from '../campaigns/targeting.ts';
import { versioned } from '../core/versioned.ts';

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

export const criteriaDepthLimit = 6;

function depthOf(node: AudienceCriterion): number {
  if ('all' in node) return 1 + Math.max(...node.all.map(depthOf));
  if ('any' in node) return 1 + Math.max(...node.any.map(depthOf));
  return 'not' in node ? 1 + depthOf(node.not) : 1;
}

const Criterion: z.ZodType<AudienceCriterion> = z.lazy(() =>
  z.union([
    z.strictObject({ all: some(Criterion) }),
    z.strictObject({ any: some(Criterion) }),
    z.strictObject({ not: Criterion }),
    z.strictObject({ countries: some(CountryCode) }),
    z.strictObject({ ages: AgeRange }),
    z.strictObject({ genders: some(Gender) }),
    z.strictObject({ interests: some(Reference) }),
    z.strictObject({ artists: some(Reference) }),
    z.strictObject({ behaviors: some(Reference) }),
  ]),
);

const AudienceCriteriaV1 = z.strictObject({
  version: z.literal(1),
  root: Criterion.nullable()
    .default(null)
    .refine(
      (root) => root === null || depthOf(root) <= criteriaDepthLimit,
      `must not nest deeper than ${criteriaDepthLimit}`,
    ),
});
export type AudienceCriteria = z.infer<typeof AudienceCriteriaV1>;

/** Who belongs to a custom audience; no root is everybody. */
export const AudienceCriteria = versioned<AudienceCriteria>('audience criteria', 1, AudienceCriteriaV1);

/** Lists of a criterion that audiences can be found by. */
export const criterionLists = ['countries', 'genders', 'interests', 'artists', 'behaviors'] as const;
export type CriterionList = (typeof criterionLists)[number];

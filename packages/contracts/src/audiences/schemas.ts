import { z } from 'zod';
import { Name } from '../artists/schemas.ts';
import { BulkIds } from '../core/bulk.ts';
import { Id } from '../core/ids.ts';
import { PageInput } from '../core/page.ts';
import { RowVersion } from '../core/row-version.ts';
import { Instant } from '../core/time.ts';
import { AudienceCriterion, NewAudienceCriterion } from './criteria.ts';

export const AudienceKind = z.enum(['custom', 'list', 'meta']).meta({ id: 'AudienceKind' });
export type AudienceKind = z.infer<typeof AudienceKind>;

const People = z.int().nonnegative();

export const AudienceSize = z
  .object({
    lower: People.describe('At least so many people.'),
    upper: People.describe('At most so many people.'),
    source: z.string().describe('Who says so; `list` where it follows from the people in an uploaded list.'),
    asOf: Instant.describe('When it was said.'),
  })
  .meta({ id: 'AudienceSize' });
export type AudienceSize = z.infer<typeof AudienceSize>;

export const Audience = z
  .object({
    id: Id,
    name: z.string(),
    kind: AudienceKind.describe('`custom`: by criteria. `list`: uploaded people. `meta`: kept by the ad platform.'),
    criteria: AudienceCriterion.nullable().describe('Of a custom audience; null for everybody, and for other kinds.'),
    people: z.int().nullable().describe('People in an uploaded list, each counted once; null for other kinds.'),
    size: AudienceSize.nullable().describe('Null as long as nobody has estimated it.'),
    adAccountId: Id.nullable(),
    externalId: z.string().nullable().describe('Id at the ad platform.'),
    syncedAt: Instant.nullable().describe('When the ad platform was asked last.'),
    version: z.int().describe('Grows with every change; send it back with an update.'),
    createdAt: Instant,
    updatedAt: Instant,
    deletedAt: Instant.nullable().describe('Null unless it was deleted and can still be restored.'),
  })
  .meta({ id: 'Audience' });
export type Audience = z.infer<typeof Audience>;

const ExternalId = z.string().trim().min(1).max(100);

export const NewAudience = z
  .object({
    name: Name,
    kind: AudienceKind.default('custom'),
    criteria: NewAudienceCriterion.nullable().optional().describe('Only of a custom audience; null for everybody.'),
    adAccountId: Id.optional().describe('Ad account that the audience belongs to.'),
    externalId: ExternalId.optional().describe('Id at the ad platform; a `meta` audience needs it.'),
  })
  .refine(({ kind, criteria }) => kind === 'custom' || criteria == null, {
    path: ['criteria'],
    message: 'must not be given: only a custom audience has criteria',
  })
  .refine(({ kind, externalId }) => kind !== 'meta' || externalId !== undefined, {
    path: ['externalId'],
    message: 'must be given: an audience of the ad platform is known by it',
  })
  .meta({ id: 'NewAudience' });

const Version = RowVersion.describe('The version that was read; a newer one in the store refuses the change.');

export const AudienceChange = z
  .object({
    id: Id,
    version: Version,
    name: Name.optional(),
    criteria: NewAudienceCriterion.nullable().optional().describe('Only of a custom audience; null for everybody.'),
    adAccountId: Id.nullable().optional().describe('Null takes the link away.'),
  })
  .refine((change) => Object.keys(change).length > 2, 'must change something')
  .meta({ id: 'AudienceChange' });

export const AudienceEstimate = z
  .object({
    id: Id,
    version: Version,
    lower: People,
    upper: People,
    source: z.string().trim().min(1).max(50).describe('Who says so, for example `meta`.'),
    asOf: Instant.optional().describe('When it was said; now unless given, never later.'),
  })
  .refine(({ lower, upper }) => lower <= upper, { path: ['upper'], message: 'must not be below lower' })
  .meta({ id: 'AudienceEstimate' });

export const AudienceListInput = PageInput.extend({
  kind: AudienceKind.optional().describe('Only audiences of this kind.'),
  search: z.string().trim().min(1).max(100).optional().describe('Only audiences whose name contains this text.'),
  deleted: z.boolean().default(false).describe('Only those that were deleted and can still be restored.'),
  sort: z.enum(['newest', 'oldest', 'name']).default('newest'),
}).meta({ id: 'AudienceListInput' });

export const AudienceUse = z
  .object({
    campaignId: Id,
    name: z.string(),
    status: z.enum(['draft', 'active', 'paused', 'completed', 'archived']).nullable(),
    excluded: z.boolean().describe('Whether the campaign keeps away from the audience instead of aiming at it.'),
  })
  .meta({ id: 'AudienceUse' });
export type AudienceUse = z.infer<typeof AudienceUse>;

export const AudienceUsage = z.object({ campaigns: z.array(AudienceUse) }).meta({ id: 'AudienceUsage' });

export const AudienceIds = z.object({ ids: BulkIds }).meta({ id: 'AudienceIds' });

export const AudienceBulkResult = z
  .object({
    done: z.array(Id).describe('Ids of the audiences that were changed.'),
    inUse: z.array(
      z.object({ id: Id, campaigns: z.array(z.string()).describe('Names of the campaigns in flight that use it.') }),
    ),
    notFound: z.array(z.int()).describe('Places in `ids`, from 0, where none of your audiences was named.'),
  })
  .meta({ id: 'AudienceBulkResult' });
export type AudienceBulkResult = z.infer<typeof AudienceBulkResult>;

import { z } from 'zod';

/** Names that addresses need for themselves, or that would pass for the operator. */
const reservedSlugs = new Set(
  `about account accounts admin administrator api app artists assets audit auth billing blog campaigns cdn console
  contact dashboard dev docs download email events example faq files healthz help home images imports integrations
  invitations invite invoices jobs label labels legal login logout mail me members metrics new news notifications null
  oauth openapi organization organizations owner password pricing privacy profile public readyz register reports root
  sales sdk search security self session sessions settings sign-in sign-out sign-up signin signout signup sitemap
  songtrackpro songtrack-pro sso staff static status support system team teams terms test tracks trpc undefined user
  users v1 v2 verify webhooks well-known www`.split(/\s+/),
);

const slugShape = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** An organization is named by its id or its slug: a slug in the form of an id could pass for another organization. */
const idShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const isReservedSlug = (slug: string): boolean => reservedSlugs.has(slug);

/** A name for addresses that an organization may take: unique on the server, also among names that others had. */
export const Slug = z
  .string()
  .min(3)
  .max(63)
  .regex(slugShape, 'must be small letters and digits, with single hyphens between them, for example night-label')
  .refine((slug) => !idShape.test(slug), 'must not look like an id')
  .refine((slug) => !isReservedSlug(slug), 'is reserved; choose another one')
  .meta({ description: '3 to 63 small letters, digits and single hyphens; some words are reserved.' });

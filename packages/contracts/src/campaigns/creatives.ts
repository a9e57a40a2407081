import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { versioned } from '../core/versioned.ts';

const Utm = z.strictObject({
  source: z.string().min(1).max(200),
  medium: z.string().min(1).max(200),
  campaign: z.string().min(1).max(200),
  content: z.string().max(200).optional(),
  term: z.string().max(200).optional(),
});

const Creative = z
  .strictObject({
    id: Id,
    kind: z.enum(['image', 'video', 'text']),
    /** Null for text. */
    assetUrl: z
      .url({ protocol: /^https$/ })
      .max(2000)
      .nullable()
      .describe('Where the image or the video lies, over https; for front ends and ad platforms, never fetched here.'),
    headline: z.string().max(255).nullable(),
    body: z.string().max(5000).nullable(),
    callToAction: z
      .string()
      .regex(/^[a-z_]{1,50}$/)
      .nullable(),
    destinationUrl: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .nullable(),
    utm: Utm.nullable(),
  })
  .refine((creative) => creative.kind === 'text' || creative.assetUrl !== null, {
    path: ['assetUrl'],
    message: 'an image or a video needs the address of its file',
  });

export const CampaignCreativesV1 = z.strictObject({
  version: z.literal(1),
  variants: z.array(Creative).max(100).default([]),
});
/** As it is answered, with every default filled in; inputs may leave out what is empty. */
export const CreativesAnswer = CampaignCreativesV1.meta({ id: 'CampaignCreatives' });
export type CampaignCreatives = z.infer<typeof CampaignCreativesV1>;

/** What a campaign shows: variants of image, video and text. */
export const CampaignCreatives = versioned<CampaignCreatives>('campaign creatives', 1, CampaignCreativesV1);

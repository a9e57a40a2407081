import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { versioned } from '../core/versioned.ts';

const NotificationDataV1 = z.strictObject({
  version: z.literal(1),
  /** What the notification is about, to lead there. */
  subjects: z
    .array(z.strictObject({ kind: z.string().min(1).max(50), id: Id }))
    .max(20)
    .default([]),
  /** Values that its text is made from, so that it can be said in another language later. */
  values: z
    .record(z.string().min(1).max(100), z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]))
    .default({}),
});
export type NotificationData = z.infer<typeof NotificationDataV1>;

/** What an in-app notification carries beside its text. */
export const NotificationData = versioned<NotificationData>('notification data', 1, NotificationDataV1);

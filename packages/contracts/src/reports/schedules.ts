import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput } from '../core/page.ts';
import { RowVersion } from '../core/row-version.ts';
import { CalendarDate, Instant } from '../core/time.ts';

/** When a report is made, and of what: the last whole week, Monday to Sunday, or the last whole month. */
export const ReportRhythm = z
  .strictObject({
    every: z.enum(['week', 'month']),
    day: z
      .int()
      .min(1)
      .max(31)
      .describe('Of a week 1 (Monday) to 7; of a month its day, or its last one where it is shorter.'),
  })
  .refine(({ every, day }) => every === 'month' || day <= 7, { path: ['day'], message: 'must be 1 to 7 in a week' })
  .meta({ id: 'ReportRhythm' });
export type ReportRhythm = z.infer<typeof ReportRhythm>;

export const ReportSchedule = z
  .object({
    id: Id,
    campaignId: Id,
    rhythm: ReportRhythm,
    enabled: z.boolean(),
    nextRunOn: CalendarDate.describe('Day, in the organization’s zone, at whose beginning the next report is made.'),
    lastReport: z
      .object({ id: Id, version: z.int(), from: CalendarDate, to: CalendarDate })
      .nullable()
      .describe('The newest that it has made.'),
    version: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({ id: 'ReportSchedule' });
export type ReportSchedule = z.infer<typeof ReportSchedule>;

export const NewReportSchedule = z.object({ campaignId: Id, rhythm: ReportRhythm }).meta({ id: 'NewReportSchedule' });

export const ReportScheduleChange = z
  .object({
    id: Id,
    version: RowVersion.describe('The version that was read; a newer one in the store refuses the change.'),
    rhythm: ReportRhythm.optional(),
    enabled: z.boolean().optional().describe('False pauses it; what falls due meanwhile isn’t made up for.'),
  })
  .meta({ id: 'ReportScheduleChange' });

export const ReportScheduleListInput = PageInput.extend({
  campaignId: Id.optional().describe('Only schedules of this campaign.'),
}).meta({ id: 'ReportScheduleListInput' });

import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { Instant } from '../core/time.ts';
import { Audience } from './schemas.ts';

/** Most rows that one call of `addRows` takes. */
export const listRowLimit = 2000;

export const ListUploadMode = z.enum(['append', 'replace', 'remove']).meta({ id: 'ListUploadMode' });
export type ListUploadMode = z.infer<typeof ListUploadMode>;

export const ListUpload = z
  .object({
    id: Id,
    audienceId: Id,
    mode: ListUploadMode,
    status: z.enum(['open', 'finished']),
    received: z.int().describe('Rows sent so far.'),
    accepted: z.int().describe('People among them, each counted once.'),
    duplicates: z.int().describe('Rows of people who stood in an earlier row.'),
    refused: z.int().describe('Rows that name nobody; `addRows` says why.'),
    added: z.int().nullable().describe('People who came into the list; null until the upload is finished.'),
    removed: z.int().nullable().describe('People who left the list; null until the upload is finished.'),
    createdAt: Instant,
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'ListUpload' });
export type ListUpload = z.infer<typeof ListUpload>;

export const NewListUpload = z
  .object({
    id: Id.describe('The audience; one of kind `list`.'),
    mode: ListUploadMode.default('append').describe(
      '`append` adds people, `remove` takes them out, `replace` leaves only those of this upload.',
    ),
  })
  .meta({ id: 'NewListUpload' });

/** One text of a person, as it stands in the list or as the SHA-256 (lower-case hex) of its normalised form. */
const Text = z.string().max(500).optional();

export const ListRow = z
  .object({
    email: Text,
    phone: Text.describe('With country code, for example `+1 555 987 6543`.'),
    firstName: Text,
    lastName: Text,
    postalCode: Text,
    country: Text.describe('Two letters, for example `DE`.'),
  })
  .meta({ id: 'ListRow' });
export type ListRow = z.infer<typeof ListRow>;
export type ListField = keyof ListRow;

export const ListRows = z
  .object({
    uploadId: Id,
    firstLine: z.int().min(1).default(1).describe('Line of the first row in its list, to name refused rows by.'),
    rows: z.array(ListRow).min(1).max(listRowLimit),
  })
  .meta({ id: 'ListRows' });

export const RefusedListRow = z
  .object({
    line: z.int(),
    field: z.enum(['email', 'phone', 'firstName', 'lastName', 'postalCode', 'country']).nullable(),
    reason: z.string().describe('What to do about it; never a value of the row.'),
  })
  .meta({ id: 'RefusedListRow' });
export type RefusedListRow = z.infer<typeof RefusedListRow>;

export const ListRowsResult = z
  .object({
    accepted: z.int().describe('People of this call who were in no earlier row of the upload.'),
    duplicates: z.int(),
    refused: z.array(RefusedListRow),
  })
  .meta({ id: 'ListRowsResult' });
export type ListRowsResult = z.infer<typeof ListRowsResult>;

export const FinishedListUpload = z
  .object({ upload: ListUpload, audience: Audience })
  .meta({ id: 'FinishedListUpload' });

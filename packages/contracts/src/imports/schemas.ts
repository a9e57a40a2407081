import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { Currency } from '../core/money.ts';
import { PageInput } from '../core/page.ts';
import { CalendarDate, Instant } from '../core/time.ts';
import { ReportedMetricName } from '../metrics/schemas.ts';
import { ImportColumns } from './columns.ts';

/** Largest export that one import takes, in bytes: 2 GiB. */
export const importSizeLimit = 2 * 1024 ** 3;

export const ImportStatus = z
  .enum([
    'awaiting_content',
    'queued',
    'checking',
    'writing',
    'waiting',
    'completed',
    'refused',
    'failed',
    'previewed',
    'undoing',
    'undone',
  ])
  .meta({
    id: 'ImportStatus',
    description:
      'awaiting_content: the file has not arrived whole. queued, checking, writing: at work. waiting: needs an answer, see `question`. completed: its facts are in the ledger. refused: nothing was taken, see `fault`. failed: our fault, it will be tried again. previewed: a dry run, nothing was written. undoing: its facts are being taken back. undone: the ledger answers without it.',
  });

export const ImportOptions = z
  .object({
    artistId: Id.optional().describe('Artist that a timeline belongs to, or that imported campaigns promote.'),
    trackId: Id.optional().describe('Track that a song timeline belongs to.'),
    adAccountId: Id.optional().describe('Ad account of an Ads Manager export that names none.'),
    periodStart: CalendarDate.optional().describe('First day of an export that carries no dates.'),
    periodEnd: CalendarDate.optional().describe('Last day of an export that carries no dates.'),
    currency: Currency.optional().describe('Currency of an export whose headers name none.'),
    dateOrder: z.enum(['day_first', 'month_first']).optional().describe('How to read dates such as 03/04/2026.'),
    decimalSeparator: z
      .enum(['.', ','])
      .optional()
      .describe('How fractions are written, for numbers such as 1,234 that no other of the file explains.'),
    country: z
      .union([z.literal('global'), z.string().regex(/^[A-Za-z]{2}$/)])
      .optional()
      .describe('Country of a chart that names none, two letters, or `global`.'),
    newTracks: z
      .enum(['add', 'skip'])
      .optional()
      .describe(
        'What to do with rows about tracks that the catalogue does not have: make the tracks (and artists), or pass the rows over. Charts are passed over unless given, everything else is added.',
      ),
    columns: ImportColumns.optional(),
    exportedAt: Instant.optional().describe('When the file was exported; the end of its last day unless given.'),
  })
  .meta({ id: 'ImportOptions' });
export type ImportOptions = z.infer<typeof ImportOptions>;

export const NewImport = ImportOptions.extend({
  mappingId: Id.optional().describe('Saved meaning of the columns, see `imports.mappings`; instead of `columns`.'),
  dryRun: z
    .boolean()
    .optional()
    .describe('Only say what the import would do: nothing is written, and no artist, track or campaign is made.'),
  fileName: z
    .string()
    .min(1)
    .max(1000)
    .refine((text) => !text.includes('\0'), 'must not contain the character NUL')
    .describe(
      'Name of the export, with its folder if that names the artist or account, for example `My Artist/audience-timeline.csv`.',
    ),
}).meta({ id: 'NewImport' });

export const ImportRowError = z
  .object({
    line: z.int().describe('Line in the file; the header is line 1.'),
    column: z.string().nullable(),
    code: z.string(),
    message: z.string(),
  })
  .meta({ id: 'ImportRowError' });
export type ImportRowError = z.infer<typeof ImportRowError>;

export const ImportQuestion = z
  .object({
    code: z.enum([
      'needs_artist',
      'needs_track',
      'needs_tracks',
      'needs_period',
      'needs_currency',
      'needs_country',
      'needs_date_order',
      'needs_mapping',
      'plan_limit',
    ]),
    message: z.string(),
    option: z.string().describe('Option of `imports.create` that answers it.'),
    mappingId: Id.optional().describe('Saved meaning of the columns of a file with the same header.'),
  })
  .meta({ id: 'ImportQuestion' });

export const ImportProgress = z
  .object({
    phase: z
      .enum(['checking', 'writing'])
      .describe('The file is read twice: it is checked whole before a fact is written.'),
    bytes: z.int().describe('Bytes of the file read in this phase.'),
    totalBytes: z.int(),
    rows: z.int().describe('Rows read in this phase.'),
    bytesPerSecond: z.int(),
    rowsPerSecond: z.int(),
    etaSeconds: z.int().nullable().describe('Until the end of this phase; null as long as nobody can tell.'),
  })
  .meta({ id: 'ImportProgress' });
export type ImportProgress = z.infer<typeof ImportProgress>;

export const ImportTotal = z
  .object({
    adAccountId: Id.describe('Ad account of which the totals row is a fact.'),
    from: CalendarDate,
    to: CalendarDate,
    metric: ReportedMetricName,
    currency: z.string().nullable().describe('Of an amount; null for a count.'),
    stated: z.string().describe('What the totals row says, an exact decimal.'),
    rows: z.string().describe('What the other rows of the file add up to.'),
    difference: z.string().describe('`rows` less `stated`; `0` where they agree.'),
  })
  .meta({
    id: 'ImportTotal',
    description:
      'A number of a totals row beside the sum over the rows of its file. The row is a fact of its own and isn’t made to agree. Reach and other numbers that can’t be summed are not compared.',
  });
export type ImportTotal = z.infer<typeof ImportTotal>;

export const ImportReadColumns = z
  .object({
    read: z.array(z.string()).describe('Headers whose cells are in the facts, or say what the facts are about.'),
    calculated: z
      .array(z.string())
      .describe('Headers of ratios that the platform calculated; they are made anew from the sums.'),
    passedOver: z
      .array(z.string())
      .describe('Headers that were not understood, mean the same as another, or were said to be ignored.'),
  })
  .meta({
    id: 'ImportReadColumns',
    description:
      'What became of each column of the file. What one that was passed over means can be said by `columns`.',
  });
export type ImportReadColumns = z.infer<typeof ImportReadColumns>;

export const ImportNote = z
  .object({
    code: z
      .enum(['columns_differ', 'rows_summed'])
      .describe(
        'columns_differ: two columns mean the same and say different things; the first was read. rows_summed: rows were added up that the columns that were read don’t tell apart, and a column was not understood.',
      ),
    message: z.string(),
  })
  .meta({ id: 'ImportNote' });
export type ImportNote = z.infer<typeof ImportNote>;

export const ImportListInput = PageInput.extend({
  status: ImportStatus.optional().describe('Only imports in this state.'),
}).meta({ id: 'ImportListInput' });
export type ImportListInput = z.infer<typeof ImportListInput>;

export const Import = z
  .object({
    id: Id,
    fileName: z.string(),
    status: ImportStatus,
    format: z.string().nullable().describe('Recognised format, null before the file was read.'),
    sizeBytes: z.int().nullable(),
    receivedBytes: z.int().describe('Bytes that are stored; an interrupted upload goes on from here.'),
    sha256: z.string().nullable(),
    dryRun: z.boolean(),
    progress: ImportProgress.nullable().describe('Null unless the file is being worked on.'),
    duplicateOf: Id.nullable().describe('Earlier import of the same bytes; nothing was done again.'),
    rows: z.object({
      read: z.int(),
      refused: z.int(),
      facts: z.int().describe('Facts that the file states, after rows with the same key were summed.'),
      changed: z.int().describe('Facts that were new or restated.'),
      passedOver: z.int().describe('Facts about tracks that the catalogue does not have; see `newTracks`.'),
    }),
    firstDate: CalendarDate.nullable(),
    lastDate: CalendarDate.nullable(),
    errors: z.array(ImportRowError).describe('The first 100 refused rows; `errorsPath` has all.'),
    question: ImportQuestion.nullable(),
    fault: z.object({ code: z.string(), message: z.string() }).nullable(),
    created: z
      .object({
        artists: z.int(),
        tracks: z.int(),
        adAccounts: z.int(),
        campaigns: z.int(),
        adSets: z.int(),
        ads: z.int(),
      })
      .describe('Subjects that this import named for the first time; an undo leaves them.'),
    subjects: z
      .array(z.object({ kind: z.string(), id: Id, name: z.string() }))
      .describe('The first 50 subjects that the facts are about.'),
    totals: z
      .array(ImportTotal)
      .describe(
        'How the totals rows of the file, if it has any, agree with its other rows; filled when it is completed.',
      ),
    columns: ImportReadColumns.nullable().describe('Null before the file was read.'),
    notes: z.array(ImportNote).describe('What must be known before the numbers of a file that was taken are trusted.'),
    contentPath: z.string().describe('Where the bytes go by PUT.'),
    errorsPath: z.string().describe('Where every refused row is read by GET, as CSV.'),
    createdAt: Instant,
    finishedAt: Instant.nullable(),
    undoneAt: Instant.nullable().describe('From this moment on the ledger answers without this import.'),
  })
  .meta({ id: 'Import' });
export type Import = z.infer<typeof Import>;

export const ImportMapping = z
  .object({
    id: Id,
    headers: z.array(z.string()).describe('Header of the files that it fits, cell by cell.'),
    columns: ImportColumns,
    createdAt: Instant,
    updatedAt: Instant,
  })
  .meta({
    id: 'ImportMapping',
    description: 'What the columns of a table mean; kept when an import with `columns` is completed.',
  });
export type ImportMapping = z.infer<typeof ImportMapping>;

export const ImportMappingListInput = PageInput.meta({ id: 'ImportMappingListInput' });

import { roleUrl } from '@songtrackpro/db';
import type { Environment } from './environment.ts';

export interface ObjectAddress {
  /** `file:///folder`, or `s3://bucket/prefix?region=…&endpoint=https://…`. */
  url: string;
  /** Of a bucket. */
  accessKeyId?: string | undefined;
  secretAccessKey?: string | undefined;
}

/** Where documents go before they expire. */
export interface ArchiveSettings extends ObjectAddress {
  /** What files are encrypted with; they are not unless given. */
  encryptionKey?: string | undefined;
  /** Documents are archived so many days before they expire. */
  marginDays: number;
}

export interface StoreSettings {
  /** The owner's URL: for migrations only. */
  ownerUrl: string;
  urls: { app: string; auth: string; worker: string };
  mongodbUri: string;
  /** Days that documents are kept, by collection, where shorter than what the collection is defined with. */
  retention?: Readonly<Record<string, number>>;
  /** `off` lets documents expire unarchived also where they were archived before; so does nothing, where they never were. */
  archive?: ArchiveSettings | 'off' | undefined;
  /** Where PDFs of invoices are kept; in the folder for uploads unless given. */
  invoices?: ObjectAddress | undefined;
  roleSecret: string;
  /** Signs cursors. */
  secret: string;
  /** Seal tokens of connected accounts, as TOKEN_KEYS has them. */
  tokenKeys: string;
  /** Folder for uploads. */
  filesDir: string;
}

export interface MailSettings {
  /** An SMTP server, or the folder that mails are written to, as .eml files, where there is none. */
  to: { smtpUrl: string } | { folder: string };
  /** Who mails are from. */
  from: string;
}

/** What the settings say about archiving, for whoever opens the documents: null where they say nothing. */
export const archivesOf = ({ archive }: Pick<StoreSettings, 'archive'>): boolean | undefined =>
  archive === undefined ? undefined : archive !== 'off';

/** The archive that the environment names. */
export function archiveSettings(given: Environment): StoreSettings['archive'] {
  const url = given.ARCHIVE_URL;
  if (url === undefined || url === 'off') return url;
  return {
    url,
    accessKeyId: given.ARCHIVE_ACCESS_KEY_ID,
    secretAccessKey: given.ARCHIVE_SECRET_ACCESS_KEY,
    encryptionKey: given.ARCHIVE_ENCRYPTION_KEY,
    marginDays: given.ARCHIVE_MARGIN_DAYS,
  };
}

/** Where the environment says that PDFs of invoices are kept. */
export function invoiceSettings(given: Environment): StoreSettings['invoices'] {
  const url = given.INVOICE_STORAGE_URL;
  return url === undefined
    ? undefined
    : {
        url,
        accessKeyId: given.INVOICE_STORAGE_ACCESS_KEY_ID,
        secretAccessKey: given.INVOICE_STORAGE_SECRET_ACCESS_KEY,
      };
}

/** The login roles' URLs: as given, else derived from the owner's. */
export function roleUrls(
  ownerUrl: string,
  roleSecret: string,
  given: Partial<Environment> = {},
): StoreSettings['urls'] {
  return {
    app: given.DATABASE_APP_URL ?? roleUrl(ownerUrl, 'app_rw', roleSecret),
    auth: given.DATABASE_AUTH_URL ?? roleUrl(ownerUrl, 'app_auth', roleSecret),
    worker: given.DATABASE_WORKER_URL ?? roleUrl(ownerUrl, 'app_worker', roleSecret),
  };
}

import { roleUrl } from '@songtrackpro/db';
import type { Environment } from './environment.ts';

export interface StoreSettings {
  /** The owner's URL: for migrations only. */
  ownerUrl: string;
  urls: { app: string; auth: string; worker: string };
  mongodbUri: string;
  /** Days that documents are kept, by collection, where shorter than what the collection is defined with. */
  retention?: Readonly<Record<string, number>>;
  roleSecret: string;
  /** Signs cursors. */
  secret: string;
  /** Folder for uploads. */
  filesDir: string;
}

export interface MailSettings {
  /** An SMTP server, or the folder that mails are written to, as .eml files, where there is none. */
  to: { smtpUrl: string } | { folder: string };
  /** Who mails are from. */
  from: string;
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

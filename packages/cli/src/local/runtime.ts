import { join } from 'node:path';
import type { MailSettings, RunningServer, ServerOptions, StoreSettings } from '@songtrackpro/server';
import type { Environment } from '@songtrackpro/server/environment';
import { type ProcessSettings, startServerProcess } from './server-process.ts';

export interface OpenedStores {
  settings: StoreSettings;
  environment: Environment;
  /** Whether both stores lie in the data folder. */
  isEmbedded: boolean;
  /** One line on which stores are used. */
  description: string;
  close(): Promise<void>;
}

/**
 * Both stores of an installation: those that DATABASE_URL and MONGODB_URI name, the embedded ones for the rest; with
 * DOCUMENT_STORE=mongod the mongod on the PATH in place of the embedded document server. Secrets come from the
 * environment, else from the data folder.
 */
export async function openInstallation(dataDir: string, onProgress: (line: string) => void): Promise<OpenedStores> {
  const [{ openStores }, { readEnvironment }] = await Promise.all([
    import('@songtrackpro/embedded'),
    import('@songtrackpro/server/environment'),
  ]);
  const environment = readEnvironment(process.env);
  const opening = openStores({
    dataDir,
    postgres: environment.DATABASE_URL === undefined,
    documents: environment.MONGODB_URI === undefined,
    documentStore: environment.DOCUMENT_STORE,
    onProgress,
  });
  // The server's code loads while the stores start.
  const [stores, { archiveSettings, invoiceSettings, localTokenKeys, roleUrls }] = await Promise.all([
    opening,
    import('@songtrackpro/server'),
  ]);
  const ownerUrl = environment.DATABASE_URL ?? stores.postgresUrl;
  const mongodbUri = environment.MONGODB_URI ?? stores.documentsUri;
  if (ownerUrl === undefined || mongodbUri === undefined) throw new Error('the embedded stores did not start');
  const roleSecret = environment.DATABASE_ROLE_SECRET ?? stores.secret;
  return {
    settings: {
      ownerUrl,
      urls: roleUrls(ownerUrl, roleSecret, environment),
      mongodbUri,
      retention: environment.DOCUMENT_RETENTION,
      archive: archiveSettings(environment),
      invoices: invoiceSettings(environment),
      roleSecret,
      secret: environment.SONGTRACKPRO_SECRET ?? stores.secret,
      tokenKeys: environment.TOKEN_KEYS ?? localTokenKeys(stores.secret),
      filesDir: join(dataDir, 'files'),
    },
    environment,
    isEmbedded: environment.DATABASE_URL === undefined && environment.MONGODB_URI === undefined,
    description: describe(environment, stores.joined),
    close: () => stores.close(),
  };
}

function describe({ DATABASE_URL, MONGODB_URI, DOCUMENT_STORE }: Environment, joined: boolean): string {
  const postgres = `${DATABASE_URL === undefined ? 'embedded' : 'your'} PostgreSQL`;
  const ofThisMachine = DOCUMENT_STORE === 'mongod' ? 'documents by the mongod on the PATH' : 'embedded document store';
  const documents = MONGODB_URI === undefined ? ofThisMachine : 'your document store';
  return `${postgres}, ${documents}${joined ? ' (joined a running installation)' : ''}`;
}

/** In development mails are files of the data folder. */
function mailSettings({ SMTP_URL, MAIL_FROM }: Environment, dataDir: string): MailSettings {
  return { to: SMTP_URL === undefined ? { folder: join(dataDir, 'mail') } : { smtpUrl: SMTP_URL }, from: MAIL_FROM };
}

export interface Installation {
  server: RunningServer;
  stores: OpenedStores;
  close(): Promise<void>;
}

/** Stores that are open and up to date, and what a process needs to serve on them. */
export interface ReadyStores {
  stores: OpenedStores;
  settings: ProcessSettings;
}

interface ReadyOptions {
  port: number | undefined;
  pointsPerMinute?: number;
  local?: boolean;
  onProgress: (line: string) => void;
}

/** Opens the stores and brings them up to date. */
export async function readyStores(dataDir: string, options: ReadyOptions): Promise<ReadyStores> {
  const stores = await openInstallation(dataDir, options.onProgress);
  try {
    const {
      billingSettings,
      httpSettings,
      migrateStores,
      providerSettings,
      readSignInSettings,
      tracingSettings,
      webhookSettings,
    } = await import('@songtrackpro/server');
    const { settings, environment } = stores;
    await migrateStores(settings);
    return {
      stores,
      settings: {
        stores: settings,
        host: environment.HOST,
        port: options.port ?? environment.PORT,
        http: httpSettings(environment),
        tracing: tracingSettings(environment),
        mail: mailSettings(environment, dataDir),
        signIn: readSignInSettings(environment),
        providers: providerSettings(environment),
        billing: billingSettings(environment),
        webhooks: webhookSettings(environment, { local: options.local ?? false }),
        purgeAfterDays: environment.PURGE_AFTER_DAYS,
        pointsPerMinute: environment.RATE_LIMIT_PER_MINUTE ?? options.pointsPerMinute,
        limitsUrl: environment.RATE_LIMIT_URL,
        memberLimit: environment.MEMBER_LIMIT,
        systemEvents: environment.SYSTEM_EVENTS,
        keyEnvironment: environment.API_KEY_ENVIRONMENT,
        logLevel: environment.LOG_LEVEL,
      },
    };
  } catch (error) {
    await stores.close();
    throw error;
  }
}

/** Opens the stores, brings them up to date and serves the API on them, by a clock of its own where one is given. */
export async function serveInstallation(
  dataDir: string,
  { clock, ...options }: ReadyOptions & Pick<ServerOptions, 'clock'>,
): Promise<Installation> {
  const { stores, settings } = await readyStores(dataDir, options);
  try {
    const server = await startServerProcess(settings, clock);
    const close = async () => {
      await server.close();
      await stores.close();
    };
    return { server, stores, close };
  } catch (error) {
    await stores.close();
    throw error;
  }
}

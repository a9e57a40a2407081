import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Finding,
  inspectDocuments,
  JobQueue,
  migrate,
  migrateDocuments,
  openDocuments,
  openPostgres,
} from '@songtrackpro/db';
import type { KeyEnvironment } from './core/api-key-format.ts';
import { type BillingSettings, billingSettings } from './core/billing-settings.ts';
import { Changes } from './core/changes.ts';
import { type Clock, systemClock } from './core/clock.ts';
import type { Services } from './core/context.ts';
import { Cursors } from './core/cursor.ts';
import { explainDocumentsFault, explainPostgresFault } from './core/explain-start-fault.ts';
import { FolderStorage } from './core/files.ts';
import { defaultHttpSettings, type HttpSettings } from './core/http/settings.ts';
import { Keyring } from './core/keyring.ts';
import { openLimits } from './core/limits/open-limits.ts';
import { type Listener, listen } from './core/listen.ts';
import { createLog, type Log } from './core/log.ts';
import { openMailTransport } from './core/mail-transport.ts';
import { Mailer } from './core/mailer.ts';
import { openObjects } from './core/objects/open-objects.ts';
import type { ProviderSettings } from './core/provider-settings.ts';
import { Seal } from './core/seal.ts';
import { SessionTokens, sessionSecret } from './core/session-token.ts';
import { archivesOf, type MailSettings, type StoreSettings } from './core/settings.ts';
import { readSignInSettings, type SignInSettings } from './core/sign-in-settings.ts';
import { type EventScope, SystemLog } from './core/telemetry/system-log.ts';
import { openTracing, type TracingSettings } from './core/telemetry/tracing.ts';
import { Usage } from './core/telemetry/usage.ts';
import { defaultWebhookSettings, type WebhookSettings } from './core/webhook-settings.ts';
import { createHttp } from './http.ts';
import { syncDependencies } from './integrations/index.ts';
import { archiveDocuments } from './jobs/archive-documents.ts';
import { careForStores } from './jobs/care-for-stores.ts';
import { checkPlanUse } from './jobs/check-plan-use.ts';
import { deliverAudiences } from './jobs/deliver-audiences.ts';
import { deliverWebhooks } from './jobs/deliver-webhooks.ts';
import { endWithOrganization } from './jobs/end-subscriptions.ts';
import { importWorker } from './jobs/import-worker.ts';
import { declareJobs, workOnJobs } from './jobs/job-worker.ts';
import { liveWorker } from './jobs/live-worker.ts';
import { mailDigests } from './jobs/mail-digests.ts';
import { makeScheduledReports } from './jobs/make-scheduled-reports.ts';
import { outboxWorker } from './jobs/outbox-worker.ts';
import { purgeAfter } from './jobs/purge-deleted.ts';
import { reconcilePayments } from './jobs/reconcile-payments.ts';
import { reportUsage } from './jobs/report-usage.ts';
import { giveAccessBack } from './jobs/revoke-access.ts';
import { rollupWorker } from './jobs/rollup-worker.ts';
import { sendMail } from './jobs/send-mail.ts';
import { stripeWorker } from './jobs/stripe-worker.ts';
import { syncAdAccounts } from './jobs/sync-ad-accounts.ts';
import { tellOfExpiredInvitations } from './jobs/tell-expired-invitations.ts';
import { tendAllCampaigns } from './jobs/tend-campaigns.ts';
import { tendAllConnections } from './jobs/tend-connections.ts';
import { tendPlatform } from './jobs/tend-platform.ts';
import { tendAllWebhooks } from './jobs/tend-webhooks.ts';

export interface ServerOptions {
  stores: StoreSettings;
  host?: string;
  /** 0 finds a free port. */
  port?: number;
  log?: Log;
  clock?: Clock;
  /** Where mails go; a folder beside the uploads unless given. */
  mail?: MailSettings;
  /** How people sign in; the defaults of an empty environment unless given. */
  signIn?: Partial<Omit<SignInSettings, 'secret' | 'origins'>>;
  /** The apps by which accounts are connected; none unless given. */
  providers?: ProviderSettings;
  /** What receivers of webhooks may be; public ones behind TLS unless given. */
  webhooks?: Partial<WebhookSettings>;
  /** What plans organizations have and where they are paid for; nothing is sold, and nothing limited, unless given. */
  billing?: Partial<BillingSettings>;
  /** Days until what was deleted goes for good; 30 unless given. */
  purgeAfterDays?: number;
  /** What keys begin with that are made over the API; `live` unless given. */
  keyEnvironment?: KeyEnvironment;
  /** Points that a caller may spend in a minute, whatever the plan; 0 for no limits. */
  pointsPerMinute?: number | undefined;
  /** Members that an organization may have, whatever the plan; 0 for any number. */
  memberLimit?: number | undefined;
  /** Which calls leave an event for the operator; all unless given. */
  systemEvents?: EventScope | undefined;
  /** Redis that counts calls, for example `redis://127.0.0.1:6379`; PostgreSQL unless given. */
  limitsUrl?: string | undefined;
  /** Process imports, the outbox and jobs in this process; on unless told otherwise. */
  worker?: boolean;
  /** Hand in the jobs that have a timetable; on unless told otherwise. */
  timetable?: boolean;
  /** What differs from the defaults of the HTTP side. */
  http?: Partial<HttpSettings>;
  /** Where traces go; nowhere unless given. */
  tracing?: TracingSettings | undefined;
}

export interface RunningServer {
  url: string;
  services: Services;
  close(): Promise<void>;
}

export interface MigrationReport {
  /** What was changed in the document store, a sentence each. */
  documents: string[];
}

/**
 * Brings both stores up to date: roles, tables, collections and indexes. With `thorough`, collections are compared with
 * what is really there; otherwise only where their definitions changed since the last time.
 */
export async function migrateStores(
  stores: StoreSettings,
  options: { thorough?: boolean } = {},
): Promise<MigrationReport> {
  const { mongodbUri, retention = {} } = stores;
  const documents = await openDocuments(mongodbUri, { retention, archives: archivesOf(stores) }).catch(
    (error: unknown) => {
      throw explainDocumentsFault(error, mongodbUri);
    },
  );
  try {
    const relational = migrate(stores.ownerUrl, stores.roleSecret).catch((error: unknown) => {
      throw explainPostgresFault(error, stores.ownerUrl);
    });
    const [, { changes }] = await Promise.all([relational, migrateDocuments(documents, mongodbUri, options)]);
    return { documents: changes.map(({ detail }) => detail) };
  } finally {
    await documents.close();
  }
}

/** Looks over the document store, for a doctor; changes nothing. */
export async function inspectDocumentStore(
  { mongodbUri, retention = {}, archive }: Pick<StoreSettings, 'mongodbUri' | 'retention' | 'archive'>,
  now: Date,
): Promise<Finding[]> {
  const archives = archivesOf({ archive });
  const documents = await openDocuments(mongodbUri, { retention, archives }).catch((error: unknown) => {
    throw explainDocumentsFault(error, mongodbUri);
  });
  try {
    return await inspectDocuments(documents.db, now);
  } finally {
    await documents.close();
  }
}

const mailFolderBeside = ({ filesDir }: StoreSettings): MailSettings => ({
  to: { folder: join(filesDir, '..', 'mail') },
  from: 'SongTrackPro <songtrackpro@localhost>',
});

/** Starts an API server on migrated stores; rejects when its database role could get around row policies. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { stores, log = createLog('warn'), clock = systemClock } = options;
  const http: HttpSettings = { ...defaultHttpSettings, ...options.http };
  const [changes, stop] = [new Changes(), new AbortController()];
  const opened: { close(): Promise<void> }[] = [];
  const closeAll = async () => {
    stop.abort();
    for (const part of opened.toReversed()) await part.close();
  };
  try {
    // Each is kept as soon as it is open: when the other one fails it has to be closed, or it holds the process.
    const keep = <T extends { close(): Promise<void> }>(part: T): T => {
      opened.push(part);
      return part;
    };
    // Its library loads while the stores are opened.
    const telemetry = import('./core/telemetry/metrics.ts');
    const [relational, document, queue] = await Promise.allSettled([
      openPostgres(stores.urls).then(keep),
      openDocuments(stores.mongodbUri, { retention: stores.retention ?? {}, archives: archivesOf(stores) }).then(keep),
      JobQueue.open(stores.urls.worker, (error) => log.error({ err: error }, 'job queue')).then(keep),
    ]);
    if (relational.status === 'rejected')
      throw explainPostgresFault(relational.reason, stores.urls.app, 'DATABASE_APP_URL');
    if (document.status === 'rejected') throw explainDocumentsFault(document.reason, stores.mongodbUri);
    if (queue.status === 'rejected')
      throw explainPostgresFault(queue.reason, stores.urls.worker, 'DATABASE_WORKER_URL');
    const [postgres, documents, jobs] = [relational.value, document.value, queue.value];
    const telling = { clock, log };
    const systemLog = keep(new SystemLog(documents, { ...telling, scope: options.systemEvents ?? 'all' }));
    const usage = keep(new Usage({ documents, postgres }, telling));
    const billing = { ...billingSettings({}), ...options.billing };
    const { limits } = await openLimits(postgres, { ...options, ...billing }, telling).then(keep);
    const services: Services = {
      postgres,
      documents,
      files: new FolderStorage(join(stores.filesDir)),
      invoiceFiles: await openObjects(stores.invoices ?? { url: pathToFileURL(stores.filesDir).href }),
      cursors: new Cursors(stores.secret),
      changes,
      jobs,
      mailer: new Mailer(jobs, stores.secret, clock),
      keyring: new Keyring(stores.tokenKeys),
      providers: options.providers ?? {},
      webhooks: { ...defaultWebhookSettings, ...options.webhooks },
      billing,
      publicUrl: () => http.publicUrl ?? listener.url,
      stopping: stop.signal,
      limits,
      keyEnvironment: options.keyEnvironment ?? 'live',
      sessions: new SessionTokens(sessionSecret(stores.secret)),
      signIn: {
        ...readSignInSettings({}),
        ...options.signIn,
        origins: { publicUrl: http.publicUrl, trusted: http.corsOrigins },
        secret: sessionSecret(stores.secret),
      },
      shareSeal: new Seal(stores.secret, 'report share'),
      callTimeoutMs: http.callTimeoutMs,
      slowReaderMs: http.slowReaderMs,
      clock,
      log,
      keepDeletedDays: options.purgeAfterDays ?? 30,
      memberLimit: options.memberLimit,
      metrics: new (await telemetry).Metrics(),
      tracing: keep(await openTracing(options.tracing, log)),
      usage,
      systemLog,
      wakeImports: () => imports.wake(),
      wakeOutbox: () => outbox.wake(),
      wakeBilling: () => payments?.wake(),
    };
    const syncs = syncDependencies(services);
    const jobList = [
      sendMail(await openMailTransport(options.mail ?? mailFolderBeside(stores))),
      careForStores,
      mailDigests,
      purgeAfter(services.keepDeletedDays, stores),
      tendAllCampaigns,
      ...(stores.archive === undefined || stores.archive === 'off' ? [] : [archiveDocuments(stores.archive)]),
      makeScheduledReports,
      tendAllConnections,
      deliverWebhooks,
      tendAllWebhooks,
      tellOfExpiredInvitations,
      giveAccessBack,
      checkPlanUse,
      reportUsage,
      ...(billing.stripe === null ? [] : [reconcilePayments, endWithOrganization]),
      ...(syncs ? [...syncAdAccounts(syncs), deliverAudiences, tendPlatform] : []),
    ];
    await Promise.all([changes.start(postgres), declareJobs(services, jobList)]);
    opened.push(changes);
    const [imports, outbox] = [importWorker(services), outboxWorker(services)];
    // What is told here is processed by a process that works.
    const payments = billing.stripe === null || options.worker === false ? null : stripeWorker(services);
    if (options.worker !== false) {
      for (const worker of [
        imports,
        outbox,
        rollupWorker(services),
        liveWorker(services),
        ...(payments ? [payments] : []),
      ]) {
        worker.start();
        opened.push(worker);
      }
      await workOnJobs(services, jobList, options.timetable !== false);
    }
    const listener: Listener = await listen(
      createHttp(services, http),
      { host: options.host ?? '127.0.0.1', port: options.port ?? 0 },
      http,
    );
    opened.push(listener);
    return { url: listener.url, services, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

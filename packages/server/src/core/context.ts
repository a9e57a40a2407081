import type { Permission, Suspension } from '@songtrackpro/contracts';
import type {
  ApiKeyRecord,
  Documents,
  JobQueue,
  Membership,
  Postgres,
  SessionUser,
  SupportGrant,
  TenantTransaction,
} from '@songtrackpro/db';
import type { KeyEnvironment } from './api-key-format.ts';
import type { AppError } from './app-error.ts';
import type { AuditChange } from './audit.ts';
import type { BillingSettings } from './billing-settings.ts';
import type { ChangeKey, Changes, Watch } from './changes.ts';
import type { Clock } from './clock.ts';
import type { Cursors } from './cursor.ts';
import type { FileStorage } from './files.ts';
import type { Keyring } from './keyring.ts';
import type { Limits, NamedStanding } from './limits/limits.ts';
import type { Log } from './log.ts';
import type { Mailer } from './mailer.ts';
import type { ObjectStorage } from './objects/object-storage.ts';
import type { ProviderSettings } from './provider-settings.ts';
import type { Seal } from './seal.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { SessionTokens } from './session-token.ts';
import type { SignInSettings } from './sign-in-settings.ts';
import type { Metrics } from './telemetry/metrics.ts';
import type { RequestRecord } from './telemetry/request-record.ts';
import type { SystemLog } from './telemetry/system-log.ts';
import type { Tracing } from './telemetry/tracing.ts';
import type { Usage } from './telemetry/usage.ts';
import type { WebhookSettings } from './webhook-settings.ts';

/** A person who is signed in. */
export interface UserActor {
  kind: 'user';
  user: SessionUser;
  sessionId: string;
  /** Whether a browser sent the session as a cookie. */
  byCookie: boolean;
  /** The membership in the organization of the call; null where the call names none. */
  member: Membership | null;
  /** The support access that lets a person of the staff read in the organization of the call. */
  support: SupportGrant | null;
}

/** Who is at work. */
export type Actor = { kind: 'apiKey'; apiKey: ApiKeyRecord } | UserActor | { kind: 'system' };

/** What a server process has for its whole life. */
export interface Services {
  readonly postgres: Postgres;
  readonly documents: Documents;
  readonly files: FileStorage;
  /** PDFs of invoices. */
  readonly invoiceFiles: ObjectStorage;
  readonly cursors: Cursors;
  readonly sessions: SessionTokens;
  /** What new keys begin with: `live` or `dev`. */
  readonly keyEnvironment: KeyEnvironment;
  readonly limits: Limits;
  readonly changes: Changes;
  readonly signIn: SignInSettings;
  /** Closes the links to reports that are shared. */
  readonly shareSeal: Seal;
  readonly jobs: JobQueue;
  readonly mailer: Mailer;
  /** Seals tokens of connected accounts. */
  readonly keyring: Keyring;
  /** The apps by which accounts are connected. */
  readonly providers: ProviderSettings;
  /** What receivers of webhooks may be. */
  readonly webhooks: WebhookSettings;
  /** What organizations may have, and where it is paid for. */
  readonly billing: BillingSettings;
  /** Address under which people reach this server. */
  readonly publicUrl: () => string;
  /** Aborted when this process begins to stop: streams end and say where to go on. */
  readonly stopping: AbortSignal;
  /** How long one call may take, in milliseconds. */
  readonly callTimeoutMs: number;
  /** How long the reader of a stream may leave what was sent to it, in milliseconds. */
  readonly slowReaderMs: number;
  readonly clock: Clock;
  readonly log: Log;
  /** Days until what was deleted goes for good. */
  readonly keepDeletedDays: number;
  /** Members of one organization, whatever its plan: 0 for any number, undefined for what the plan says. */
  readonly memberLimit: number | undefined;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  /** Counts calls by key, procedure and minute. */
  readonly usage: Usage;
  /** What an operator looks up later: faults, slow calls, jobs. */
  readonly systemLog: SystemLog;
  /** Tells the import worker of this process that there is work; lost calls are found by its next round. */
  readonly wakeImports: () => void;
  /** The same for what waits to be delivered. */
  readonly wakeOutbox: () => void;
  /** The same for what Stripe told. */
  readonly wakeBilling: () => void;
}

/** Who a request comes from, or why that could not be told. */
export type Authentication =
  | {
      ok: true;
      actor: Actor;
      /** Null for a person who named no organization and has none. */
      organizationId: string | null;
      permissions: ReadonlySet<Permission>;
      /** Artists that the caller is restricted to; null for all. */
      artistIds: readonly string[] | null;
      /** Null unless the operator has stopped the organization. */
      suspension: Suspension | null;
    }
  | { ok: false; error: AppError };

/** What one HTTP request has; a batch of calls shares it. */
export interface RequestContext {
  readonly services: Services;
  readonly requestId: string;
  readonly authentication: Authentication;
  /** Tells anew who sent the request, for streams that outlive what they began with. */
  authenticateAgain(): Promise<Authentication>;
  /** Where the request came from, for the audit. */
  readonly origin: { ip: string | null; userAgent: string | null };
  /** Tells the caller how their limits stand, and how many seconds to wait where one is used up. */
  showLimits(standings: readonly NamedStanding[], retryAfterSeconds: number | null): void;
  /** The caller's own name for this call; repeating it repeats the answer and not the effect. */
  readonly idempotencyKey: string | undefined;
  /** Of a browser. */
  readonly cookie: SessionCookie;
  /** Tells of the request's calls once it has ended. */
  readonly record: RequestRecord;
}

/** What the verb of a public procedure gets: no organization, and nobody is known. */
export interface OpenContext {
  readonly services: Services;
  readonly requestId: string;
  /** Path of the procedure, for example `artists.list`. */
  readonly path: string;
  readonly now: Date;
  readonly origin: RequestContext['origin'];
  readonly cookie: SessionCookie;
}

/** What the verb of a person's own procedure gets. */
export interface PersonContext extends OpenContext {
  readonly actor: UserActor;
  /**
   * Runs work in one transaction of an organization, which may be one that the work creates, with the person as its
   * actor. What it answers is the answer to the call: it is kept for repetitions in the same transaction.
   */
  inOrganization<Output>(organizationId: string, work: (ctx: Context) => Promise<Output>): Promise<Output>;
}

/** What a verb gets: the transaction of its organization and nothing about HTTP. */
export interface Context extends Omit<OpenContext, 'cookie'> {
  readonly actor: Actor;
  readonly organizationId: string;
  readonly permissions: ReadonlySet<Permission>;
  readonly tx: TenantTransaction;
  /** Records what the call changed; a mutation that records nothing is refused. */
  audit(change: AuditChange): void;
  /** A last look of one statement at all that the call did; where it rejects, nothing of that happened. */
  beforeCommit(check: () => Promise<void>): void;
  /** Work that must not happen unless the transaction commits. */
  afterCommit(work: () => void): void;
}

/** What reading the stores takes: a call has it, and so has work of the system. */
export type ReadContext = Pick<Context, 'services' | 'organizationId' | 'tx' | 'now'>;

/** What the verb of a procedure gets that waits for another service: no transaction, and a way to open one. */
export interface ProviderContext extends Omit<OpenContext, 'cookie'> {
  readonly actor: Actor;
  readonly organizationId: string;
  /** Runs work in a transaction that commits by itself, whatever becomes of the call. */
  inTransaction<Output>(work: (ctx: Context) => Promise<Output>): Promise<Output>;
  /** Runs the work whose answer is the answer to the call, in one transaction with its audit. */
  conclude<Output>(work: (ctx: Context) => Promise<Output>): Promise<Output>;
}

/** What the verb of a subscription gets: short transactions instead of one, and a way to wait for changes. */
export interface WatchContext extends Omit<OpenContext, 'cookie'> {
  readonly actor: Actor;
  readonly organizationId: string;
  /** Aborted when the client is gone, the stream has ended or the process stops. */
  readonly signal: AbortSignal;
  /** Begins to watch; done before the first look, so that nothing falls in between. */
  watch(keys: readonly ChangeKey[]): Watch;
  /** Looks at the stores in one read-only transaction, if the caller still may. */
  read<Output>(work: (ctx: Context) => Promise<Output>): Promise<Output>;
}

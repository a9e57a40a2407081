import { z } from 'zod';

// Loaded before anything else of the server, because it says which stores have to be started: zod is all it may import.

/** A variable that is set to nothing counts as not set, as `PORT= npm start` and compose files have it. */
const unset = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(type: T) => z.preprocess(unset, type.optional());

/** A store's address, whose form is checked here because drivers speak of it in riddles. */
const address = (schemes: RegExp, example: string) =>
  optional(z.string().regex(schemes, `must be an address such as ${example}`));
const postgresUrl = address(/^postgres(ql)?:\/\/./, 'postgres://user:password@host:5432/database');

/** Exactly as browsers state them: scheme, host, port, no slash at the end. */
const isOrigin = (text: string) =>
  /^https?:\/\/[\w.:[\]-]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
const originsText = 'must be origins such as https://app.example.com, separated by commas, without paths';
const origins = z.preprocess(
  unset,
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.string().refine(isOrigin, originsText)))
    .default([]),
);

const networksText = 'must be addresses or CIDR networks such as 10.0.0.0/8, separated by commas';
const networks = z.preprocess(
  unset,
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], { error: networksText })))
    .default([]),
);

const word = optional(z.string());
const origin = optional(z.string().refine(isOrigin, 'must be an origin such as http://127.0.0.1:5000, without a path'));

const secret = optional(z.string().min(32, 'must have at least 32 characters'));

/** `id:base64` pairs of keys, the first of which seals. */
function areTokenKeys(text: string): boolean {
  const pairs = text.split(',').map((pair) => /^\s*([\w-]{1,32}):([A-Za-z0-9+/]{43}=)\s*$/.exec(pair)?.[1]);
  return pairs.every((id) => id !== undefined) && new Set(pairs).size === pairs.length;
}

function splitPair(pair: string): [string, number] {
  const [collection = '', days] = pair.split('=');
  return [collection, Number(days)];
}

const seconds = (fallback: number) =>
  z.preprocess(
    unset,
    z
      .string()
      .regex(/^[1-9]\d{0,3}$/, 'must be whole seconds from 1 to 9999')
      .transform(Number)
      .default(fallback),
  );

const otlpProtocol = z.enum(['http/protobuf', 'http/json'], {
  error: 'must be http/protobuf (the default) or http/json',
});
const otlpAddress = address(/^https?:\/\/./, 'http://collector.example.com:4318');
const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;

/** Variables of OpenTelemetry that we read; its exporters read more by themselves, such as headers and time-outs. */
const openTelemetry = {
  OTEL_SDK_DISABLED: optional(z.enum(['true', 'false'], { error: 'must be true or false' })),
  OTEL_EXPORTER_OTLP_ENDPOINT: otlpAddress,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: otlpAddress,
  OTEL_EXPORTER_OTLP_PROTOCOL: z.preprocess(unset, otlpProtocol.default('http/protobuf')),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: optional(otlpProtocol),
  OTEL_TRACES_SAMPLER: z.preprocess(
    unset,
    z.enum(samplers, { error: `must be one of ${samplers.join(', ')}` }).default('parentbased_always_on'),
  ),
  OTEL_TRACES_SAMPLER_ARG: z.preprocess(
    unset,
    z.coerce.number('must be a number from 0 to 1').min(0).max(1, 'must be a number from 0 to 1').default(1),
  ),
  OTEL_BSP_SCHEDULE_DELAY: z.preprocess(
    unset,
    z.coerce.number('must be milliseconds').int().min(1, 'must be milliseconds').default(5000),
  ),
};

/** A folder of this machine, or a bucket with the address of its service where that isn't Amazon's. */
function isObjectAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, searchParams, username } = new URL(text);
  if (protocol === 'file:') return hostname === '' && pathname.length > 1;
  const endpoint = searchParams.get('endpoint');
  const isEndpoint = endpoint === null || (/^https?:\/\//.test(endpoint) && URL.canParse(endpoint));
  return protocol === 's3:' && hostname !== '' && username === '' && isEndpoint;
}

/** As the contracts have them; a type of the settings compares the two. */
const planNames = ['free', 'starter', 'professional', 'enterprise'] as const;

/** What the environment may say; read once, at start. */
export const Environment = z.object({
  DATABASE_URL: postgresUrl,
  DATABASE_APP_URL: postgresUrl,
  DATABASE_AUTH_URL: postgresUrl,
  DATABASE_WORKER_URL: postgresUrl,
  DATABASE_ROLE_SECRET: secret,
  SONGTRACKPRO_SECRET: secret,
  TOKEN_KEYS: optional(
    z
      .string()
      .refine(
        areTokenKeys,
        'must be id:base64 pairs of keys of 32 bytes, for example 2026a:…, the first of which seals',
      ),
  ),
  MONGODB_URI: address(/^mongodb(\+srv)?:\/\/./, 'mongodb://user:password@host:27017/database'),
  DOCUMENT_STORE: z.preprocess(
    unset,
    z
      .enum(['embedded', 'mongod'], {
        error: 'must be embedded (the default), or mongod to keep documents with the mongod on the PATH',
      })
      .default('embedded'),
  ),
  DOCUMENT_RETENTION: z.preprocess(
    unset,
    z
      .string()
      .regex(/^[a-z_]+=\d+(,[a-z_]+=\d+)*$/, 'must be collection=days pairs, for example system_events=7,api_usage=30')
      .transform((text) => Object.fromEntries(text.split(',').map((pair) => splitPair(pair))))
      .default({}),
  ),
  SYSTEM_EVENTS: z.preprocess(
    unset,
    z
      .enum(['all', 'errors'], { error: 'must be all (the default) or errors: which calls leave an event' })
      .default('all'),
  ),
  ARCHIVE_URL: optional(
    z
      .string()
      .refine(
        (text) => text === 'off' || isObjectAddress(text),
        'must be off, file:///folder, or s3://bucket/prefix?region=…&endpoint=https://…',
      ),
  ),
  ARCHIVE_ACCESS_KEY_ID: word,
  ARCHIVE_SECRET_ACCESS_KEY: word,
  ARCHIVE_ENCRYPTION_KEY: secret,
  ARCHIVE_MARGIN_DAYS: z.preprocess(
    unset,
    z
      .string()
      .regex(/^[1-9]\d?$/, 'must be a number of days from 1 to 99')
      .transform(Number)
      .default(7),
  ),
  INVOICE_STORAGE_URL: optional(
    z.string().refine(isObjectAddress, 'must be file:///folder, or s3://bucket/prefix?region=…&endpoint=https://…'),
  ),
  INVOICE_STORAGE_ACCESS_KEY_ID: word,
  INVOICE_STORAGE_SECRET_ACCESS_KEY: word,
  WEBHOOK_PRIVATE_ADDRESSES: optional(
    z.enum(['allow', 'refuse'], { error: 'must be refuse, or allow: whether webhooks may go to private addresses' }),
  ),
  SONGTRACKPRO_ENV: z.preprocess(
    unset,
    z.enum(['development', 'production'], { error: 'must be development or production' }).default('development'),
  ),
  SMTP_URL: address(/^smtps?:\/\/./, 'smtps://user:password@mail.example.com:465'),
  MAIL_FROM: z.preprocess(unset, z.string().min(3).default('SongTrackPro <songtrackpro@localhost>')),
  PUBLIC_URL: address(/^https?:\/\/[^/?#]+$/, 'https://api.example.com, without a path'),
  APP_URL: address(/^https?:\/\/[^/?#]+[^?#]*$/, 'https://app.example.com'),
  CORS_ORIGINS: origins,
  GOOGLE_CLIENT_ID: word,
  GOOGLE_CLIENT_SECRET: word,
  SPOTIFY_CLIENT_ID: word,
  SPOTIFY_CLIENT_SECRET: word,
  FACEBOOK_CLIENT_ID: word,
  FACEBOOK_CLIENT_SECRET: word,
  META_APP_ID: word,
  META_APP_SECRET: word,
  META_GRAPH_URL: origin,
  META_DIALOG_URL: origin,
  SPOTIFY_APP_ID: word,
  SPOTIFY_APP_SECRET: word,
  SPOTIFY_API_URL: origin,
  SPOTIFY_ACCOUNTS_URL: origin,
  PURGE_AFTER_DAYS: z.preprocess(
    unset,
    z
      .string()
      .regex(/^\d{1,4}$/, 'must be a number of days, 0 or more')
      .transform(Number)
      .default(30),
  ),
  API_KEY_ENVIRONMENT: z.preprocess(
    unset,
    z.enum(['live', 'dev'], { error: 'must be live (the default) or dev' }).default('live'),
  ),
  RATE_LIMIT_PER_MINUTE: optional(
    z
      .string()
      .regex(/^\d{1,9}$/, 'must be a number of points in a minute; 0 for no limits')
      .transform(Number),
  ),
  RATE_LIMIT_URL: address(/^rediss?:\/\/./, 'redis://127.0.0.1:6379'),
  STRIPE_SECRET_KEY: optional(
    z.string().regex(/^(sk|rk)_(test|live)_\w+$/, 'must be a secret or restricted key of Stripe, such as sk_test_…'),
  ),
  STRIPE_WEBHOOK_SECRETS: optional(
    z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()))
      .pipe(z.array(z.string().regex(/^whsec_\w+$/, 'must be signing secrets such as whsec_…, separated by commas'))),
  ),
  STRIPE_API_URL: origin,
  BILLING_GRACE_DAYS: z.preprocess(
    unset,
    z
      .string()
      .regex(/^\d{1,2}$/, 'must be days from 0 to 99')
      .transform(Number)
      .default(14),
  ),
  DEFAULT_PLAN: optional(z.enum(planNames, { error: `must be one of ${planNames.join(', ')}` })),
  MEMBER_LIMIT: optional(
    z
      .string()
      .regex(/^\d{1,6}$/, 'must be a number of members; 0 for any number')
      .transform(Number),
  ),
  HOST: z.preprocess(unset, z.string().default('127.0.0.1')),
  PORT: z.preprocess(
    unset,
    z
      .string()
      .regex(/^\d{1,5}$/, 'must be a port from 0 to 65535; 0 finds a free one')
      .transform(Number)
      .pipe(z.number().max(65_535, 'must be a port from 0 to 65535; 0 finds a free one'))
      .default(0),
  ),
  TRUSTED_PROXIES: networks,
  PROXY_HEADER: z.preprocess(
    unset,
    z
      .enum(['x-forwarded-for', 'forwarded'], { error: 'must be x-forwarded-for (the default) or forwarded' })
      .default('x-forwarded-for'),
  ),
  CALL_TIMEOUT_SECONDS: seconds(60),
  STOP_TIMEOUT_SECONDS: seconds(10),
  METRICS_TOKEN: optional(z.string().min(16, 'must have at least 16 characters')),
  LOG_LEVEL: z.preprocess(
    unset,
    z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
        error: 'must be trace, debug, info, warn, error, fatal or silent',
      })
      .default('warn'),
  ),
  ...openTelemetry,
});
export type Environment = z.infer<typeof Environment>;

/** Services that people may sign in with, by the beginning of their variables. */
export const socialServices = ['GOOGLE', 'SPOTIFY', 'FACEBOOK'] as const;

/** Providers whose accounts organizations connect, by the beginning of their variables. */
const connectedApps = ['META', 'SPOTIFY'] as const;

/** Addresses that may be buckets, with what opens them. */
const buckets = [
  ['ARCHIVE_URL', 'ARCHIVE_ACCESS_KEY_ID', 'ARCHIVE_SECRET_ACCESS_KEY'],
  ['INVOICE_STORAGE_URL', 'INVOICE_STORAGE_ACCESS_KEY_ID', 'INVOICE_STORAGE_SECRET_ACCESS_KEY'],
] as const;

/** What only an installation that other people rely on has to say, and what needs something else. */
const Installation = Environment.superRefine((values, ctx) => {
  const fault = (name: string, message: string) => ctx.addIssue({ code: 'custom', path: [name], message });
  if (values.SONGTRACKPRO_ENV === 'production' && values.SMTP_URL === undefined)
    fault(
      'SMTP_URL',
      'is missing: in production mails need a server, such as smtps://user:password@mail.example.com:465',
    );
  for (const [address, ...keys] of buckets) {
    if (!values[address]?.startsWith('s3:')) continue;
    for (const name of keys) if (values[name] === undefined) fault(name, `is missing: ${address} names a bucket`);
  }
  if (values.SONGTRACKPRO_ENV === 'production' && values.TOKEN_KEYS === undefined)
    fault(
      'TOKEN_KEYS',
      'is missing: in production tokens of connected accounts are sealed with keys of yours, such as 2026a:<32 bytes in base64>',
    );
  if (values.STRIPE_SECRET_KEY !== undefined && values.STRIPE_WEBHOOK_SECRETS === undefined)
    fault('STRIPE_WEBHOOK_SECRETS', 'is missing: without it nothing that STRIPE_SECRET_KEY sells is heard of');
  if (values.STRIPE_SECRET_KEY === undefined && values.STRIPE_WEBHOOK_SECRETS !== undefined)
    fault('STRIPE_SECRET_KEY', 'is missing: STRIPE_WEBHOOK_SECRETS needs it');
  for (const app of connectedApps) {
    const [id, secretName] = [`${app}_APP_ID`, `${app}_APP_SECRET`] as const;
    if (values[id] === undefined && values[secretName] !== undefined) fault(id, `is missing: ${secretName} needs it`);
    if (values[id] !== undefined && values[secretName] === undefined) fault(secretName, `is missing: ${id} needs it`);
  }
  for (const service of socialServices) {
    const [id, secretName] = [`${service}_CLIENT_ID`, `${service}_CLIENT_SECRET`] as const;
    if (values[id] === undefined && values[secretName] === undefined) continue;
    if (values[id] === undefined) fault(id, `is missing: ${secretName} needs it`);
    if (values[secretName] === undefined) fault(secretName, `is missing: ${id} needs it`);
    if (values.PUBLIC_URL === undefined) fault('PUBLIC_URL', `is missing: ${id} needs an address to come back to`);
  }
});

export class SettingsError extends Error {
  override name = 'SettingsError';
}

/**
 * Parses the environment.
 *
 * @throws SettingsError that names every fault at once, and never a value: it may be a password
 */
export function readEnvironment(values: Record<string, string | undefined>): Environment {
  const isProduction = !values.SONGTRACKPRO_ENV && values.NODE_ENV === 'production';
  const parsed = Installation.safeParse(isProduction ? { ...values, SONGTRACKPRO_ENV: 'production' } : values);
  if (parsed.success) return parsed.data;
  const faults = new Set(parsed.error.issues.map((issue) => `  ${String(issue.path[0])} ${issue.message}`));
  throw new SettingsError(`The environment is not right:\n${[...faults].join('\n')}`);
}

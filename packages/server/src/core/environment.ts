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

const word = optional(z.string());

const secret = optional(z.string().min(32, 'must have at least 32 characters'));

function splitPair(pair: string): [string, number] {
  const [collection = '', days] = pair.split('=');
  return [collection, Number(days)];
}

/** What the environment may say; read once, at start. */
export const Environment = z.object({
  DATABASE_URL: postgresUrl,
  DATABASE_APP_URL: postgresUrl,
  DATABASE_AUTH_URL: postgresUrl,
  DATABASE_WORKER_URL: postgresUrl,
  DATABASE_ROLE_SECRET: secret,
  SONGTRACKPRO_SECRET: secret,
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
  PURGE_AFTER_DAYS: z.preprocess(
    unset,
    z
      .string()
      .regex(/^\d{1,4}$/, 'must be a number of days, 0 or more')
      .transform(Number)
      .default(30),
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
  LOG_LEVEL: z.preprocess(
    unset,
    z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
        error: 'must be trace, debug, info, warn, error, fatal or silent',
      })
      .default('warn'),
  ),
});
export type Environment = z.infer<typeof Environment>;

/** Services that people may sign in with, by the beginning of their variables. */
export const socialServices = ['GOOGLE', 'SPOTIFY', 'FACEBOOK'] as const;

/** What only an installation that other people rely on has to say, and what needs something else. */
const Installation = Environment.superRefine((values, ctx) => {
  const fault = (name: string, message: string) => ctx.addIssue({ code: 'custom', path: [name], message });
  if (values.SONGTRACKPRO_ENV === 'production' && values.SMTP_URL === undefined)
    fault(
      'SMTP_URL',
      'is missing: in production mails need a server, such as smtps://user:password@mail.example.com:465',
    );
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
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
  throw new SettingsError(`The environment is not right:\n${faults.join('\n')}`);
}

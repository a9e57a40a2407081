import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { Instant, TimeZone } from '../core/time.ts';
import { OnboardingTask } from './onboarding.ts';

/** What a person signs up as; nobody becomes staff over the API. */
export const AccountType = z.enum(['artist', 'label', 'agency']).meta({ id: 'AccountType' });

export const EmailAddress = z
  .email('is not an e-mail address')
  .max(320)
  .meta({ description: 'E-mail address; upper and lower case are the same.' });

const characters = (text: string) => [...text].length;

/** A password to be set. NIST SP 800-63B: length counts, composition doesn’t; common ones are refused by the server. */
export const NewPassword = z
  .string()
  .max(1024)
  .normalize('NFKC')
  .refine((text) => characters(text) >= 8, 'must have at least 8 characters')
  .refine((text) => characters(text) <= 256, 'must have at most 256 characters')
  .meta({ description: '8 to 256 characters of any kind; common passwords and your own address or name are refused.' });

/** A password as it was set, whatever the rules were then. */
export const Password = z.string().min(1).max(1024).normalize('NFKC');

export const PersonName = z.string().trim().min(1).max(300);

export const Locale = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'is not a language such as en or de-AT')
  .meta({ description: 'BCP 47, for example `de-AT`.' });

/** A token out of a mail. */
export const MailToken = z.string().min(1).max(2048).meta({ description: 'The token in the mail; it works once.' });

export const SignUpInput = z
  .object({
    email: EmailAddress,
    password: NewPassword,
    name: PersonName,
    accountType: AccountType.default('artist'),
    locale: Locale.optional(),
    timeZone: TimeZone.optional(),
  })
  .meta({ id: 'SignUpInput' });

export const Transport = z
  .enum(['token', 'cookie'])
  .default('token')
  .describe(
    'A program takes the session’s token from the answer; for a browser the server sets it as a cookie that no script reads.',
  );

export const SignInInput = z
  .object({ email: EmailAddress, password: Password, transport: Transport })
  .meta({ id: 'SignInInput' });

export const SignedIn = z
  .object({
    session: z
      .string()
      .nullable()
      .describe(
        'Token of the new session; null where it was set as a cookie, or where a second factor is needed first.',
      ),
    twoFactorRequired: z.boolean().describe('Whether `identity.verifyTwoFactor` has to be called with the challenge.'),
    challenge: z.string().nullable().describe('Goes into `identity.verifyTwoFactor` within ten minutes.'),
  })
  .meta({ id: 'SignedIn' });

export const Onboarding = z
  .object({
    step: z.enum(['profile', 'organization', 'connection', 'done']).describe('The step that is next.'),
    done: z
      .object({ profile: Instant.nullable(), organization: Instant.nullable(), connection: Instant.nullable() })
      .describe('When which step was done.'),
    skipped: z.array(OnboardingTask).describe('Steps that were left out.'),
    completedAt: Instant.nullable().describe('When no step was left.'),
  })
  .meta({ id: 'Onboarding' });

export const Profile = z
  .object({
    id: Id,
    email: EmailAddress,
    emailVerified: z.boolean(),
    name: z.string(),
    accountType: z
      .enum([...AccountType.options, 'admin'])
      .describe('What the person signed up as; `admin` runs this installation.'),
    image: z.string().nullable().describe('Address of a picture.'),
    phone: z.string().nullable().describe('In the form of E.164: `+` and digits.'),
    locale: z.string().nullable().describe('BCP 47, for example `de-AT`.'),
    timeZone: z.string().nullable().describe('IANA time zone name.'),
    twoFactorEnabled: z.boolean(),
    homeOrganizationId: Id.nullable().describe('The organization of calls that name none.'),
    onboarding: Onboarding,
    createdAt: Instant,
  })
  .meta({ id: 'Profile' });
export type Profile = z.infer<typeof Profile>;

export const MyAccount = Profile.extend({
  backupCodesLeft: z
    .int()
    .nullable()
    .describe('Backup codes of the second factor that were not used yet; null where it is off.'),
}).meta({ id: 'MyAccount' });

export const ProfileUpdate = z
  .object({
    name: PersonName.optional(),
    image: z
      .url({ protocol: /^https?$/, error: 'is not an address such as https://example.com/me.png' })
      .max(2000)
      .nullable()
      .optional(),
    phone: z
      .string()
      .regex(/^\+[1-9][0-9]{6,14}$/, 'must be + and 7 to 15 digits')
      .nullable()
      .optional(),
    locale: Locale.nullable().optional(),
    timeZone: TimeZone.nullable().optional(),
    accountType: AccountType.optional(),
  })
  .meta({ id: 'ProfileUpdate' });

export const SessionEntry = z
  .object({
    id: Id,
    current: z.boolean().describe('Whether the call was made with it.'),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    createdAt: Instant,
    lastUsedAt: Instant.describe('To the day.'),
    expiresAt: Instant.describe('Moves on while the session is used.'),
  })
  .meta({ id: 'SessionEntry' });

export const IdentityEvent = z
  .object({
    id: Id,
    action: z.string().describe('Procedure, for example `identity.signIn`.'),
    outcome: z.enum(['done', 'refused']),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    at: Instant,
  })
  .meta({ id: 'IdentityEvent' });

export const TwoFactorSetup = z
  .object({
    uri: z
      .string()
      .nullable()
      .describe('`otpauth://` address for an authenticator app, to be shown as a QR code; shown once.'),
    backupCodes: z.array(z.string()).nullable().describe('Each replaces one code of the app, once; shown once.'),
    hint: z.string().optional().describe('Only in a repeated answer: says what was shown once.'),
  })
  .meta({ id: 'TwoFactorSetup' });

export const BackupCodes = z
  .object({
    backupCodes: z.array(z.string()).nullable().describe('Each replaces one code of the app, once; shown once.'),
    hint: z.string().optional().describe('Only in a repeated answer: says that the codes were shown once.'),
  })
  .meta({ id: 'BackupCodes' });

export const Accepted = z
  .object({ accepted: z.literal(true).describe('Says nothing on whether the address is known.') })
  .meta({ id: 'Accepted' });

export const SessionReplaced = z
  .object({
    session: z
      .string()
      .nullable()
      .describe('Token of the session that goes on in place of that of the call; null where it was set as a cookie.'),
    hint: z.string().optional().describe('Only in a repeated answer: says that the session was shown once.'),
  })
  .meta({ id: 'SessionReplaced' });

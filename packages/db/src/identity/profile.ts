import { OnboardingProgress } from '@songtrackpro/contracts';
import { identityStatements, inIdentityTransaction } from '../core/identity-transaction.ts';
import type { Postgres } from '../core/postgres.ts';
import type { SessionUser } from './find-session.ts';

/** A person as they see themselves. */
export interface Profile {
  id: string;
  email: string;
  emailVerified: boolean;
  name: string;
  role: SessionUser['role'];
  image: string | null;
  phone: string | null;
  locale: string | null;
  timeZone: string | null;
  twoFactorEnabled: boolean;
  /** Home organization. */
  organizationId: string | null;
  onboardingStep: 'profile' | 'organization' | 'connection' | 'done';
  onboarding: OnboardingProgress;
  onboardedAt: string | null;
  createdAt: string;
}

interface Row extends Omit<Profile, 'onboarding' | 'onboardedAt' | 'createdAt'> {
  onboarding: unknown;
  // Text over the sign-in library's connections.
  onboardedAt: Date | string | null;
  createdAt: Date | string;
}

export type ProfileChange = Partial<Pick<Profile, 'name' | 'image' | 'phone' | 'locale' | 'timeZone' | 'role'>>;

const columns = {
  name: 'name',
  image: 'image',
  phone: 'phone',
  locale: 'locale',
  timeZone: 'time_zone',
  role: 'role',
} as const satisfies Record<keyof ProfileChange, string>;

const toProfile = ({ onboarding, onboardedAt, createdAt, ...row }: Row): Profile => ({
  ...row,
  onboarding: OnboardingProgress.read(onboarding),
  onboardedAt: onboardedAt === null ? null : new Date(onboardedAt).toISOString(),
  createdAt: new Date(createdAt).toISOString(),
});

const selected = (sql: Postgres['auth']) => sql`
  id, email, email_verified as "emailVerified", name, role, image, phone, locale, time_zone as "timeZone",
  two_factor_enabled as "twoFactorEnabled", organization_id as "organizationId", onboarding_step as "onboardingStep",
  onboarding, onboarded_at as "onboardedAt", created_at as "createdAt"`;

export async function findProfile({ auth }: Pick<Postgres, 'auth'>, userId: string): Promise<Profile | null> {
  const [row] = await auth<Row[]>`select ${selected(auth)} from users where id = ${userId}`;
  return row ? toProfile(row) : null;
}

/** The person of an address, whatever its case. */
export async function findUserId({ auth }: Pick<Postgres, 'auth'>, email: string): Promise<string | null> {
  const [row] = await auth<{ id: string }[]>`select id from users where email = ${email}::citext`;
  return row?.id ?? null;
}

/** Changes the given fields; answers the person before and after, null when there is no such person. */
export async function updateProfile(
  postgres: Pick<Postgres, 'auth' | 'identity'>,
  userId: string,
  change: ProfileChange,
): Promise<{ before: Profile; after: Profile } | null> {
  const fields = Object.keys(columns) as (keyof ProfileChange)[];
  return changePerson(postgres, userId, () => {
    const given = fields.filter((field) => change[field] !== undefined);
    return Object.fromEntries(given.map((field) => [columns[field], change[field] ?? null]));
  });
}

/** Stores how far the first steps are, decided from how far they were while nobody else changes them. */
export async function updateOnboarding(
  postgres: Pick<Postgres, 'auth' | 'identity'>,
  userId: string,
  decide: (now: Profile) => Pick<Profile, 'onboardingStep' | 'onboarding' | 'onboardedAt'>,
): Promise<{ before: Profile; after: Profile } | null> {
  return changePerson(postgres, userId, (before) => {
    const { onboardingStep, onboarding, onboardedAt } = decide(before);
    return {
      onboarding_step: onboardingStep,
      onboarding: JSON.stringify(OnboardingProgress.check(onboarding)),
      onboarded_at: onboardedAt,
    };
  });
}

/** Changes a person while the row is locked; values are text, which the columns read. */
async function changePerson(
  postgres: Pick<Postgres, 'auth' | 'identity'>,
  userId: string,
  decide: (before: Profile) => Record<string, string | null>,
): Promise<{ before: Profile; after: Profile } | null> {
  return inIdentityTransaction(postgres, async () => {
    const tx = identityStatements(postgres);
    const [row] = await tx<Row[]>`select ${selected(postgres.auth)} from users where id = ${userId} for update`;
    if (!row) return null;
    const before = toProfile(row);
    const change = decide(before);
    if (Object.keys(change).length === 0) return { before, after: before };
    const [changed] = await tx<Row[]>`
      update users set ${tx(change)} where id = ${userId} returning ${selected(postgres.auth)}`;
    return changed ? { before, after: toProfile(changed) } : null;
  });
}

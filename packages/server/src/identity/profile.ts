import type { contract, Profile as ProfileContract } from '@songtrackpro/contracts';
import { findProfile, inIdentityTransaction, type Profile, updateProfile as storeProfile } from '@songtrackpro/db';
import type { z } from 'zod';
import { AppError } from '../core/app-error.ts';
import type { Verb } from '../core/endpoint.ts';
import { recordEvent } from './record-event.ts';
import { countBackupCodes } from './two-factor.ts';

/** A person as the contract shows them. */
export function toAnswer(person: Profile): z.input<typeof ProfileContract> {
  const { role, organizationId, onboardingStep, onboarding, onboardedAt, ...rest } = person;
  const { done, skipped } = onboarding;
  const { profile = null, organization = null, connection = null } = done;
  return {
    ...rest,
    accountType: role,
    homeOrganizationId: organizationId,
    onboarding: {
      step: onboardingStep,
      done: { profile, organization, connection },
      skipped,
      completedAt: onboardedAt,
    },
  };
}

export const getMe: Verb<typeof contract.identity.me> = async ({ services, actor }) => {
  const profile = await findProfile(services.postgres, actor.user.id);
  if (!profile) throw new AppError('session_invalid');
  const { twoFactorEnabled, id } = profile;
  return { ...toAnswer(profile), backupCodesLeft: twoFactorEnabled ? await countBackupCodes(services, id) : null };
};

export const updateProfile: Verb<typeof contract.identity.updateProfile> = async (ctx, { accountType, ...fields }) => {
  const { services, actor } = ctx;
  if (accountType !== undefined && actor.user.role === 'admin')
    throw new AppError('conflict', { message: 'The account type of staff is changed by the operator alone.' });
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const change = { ...given, ...(accountType && { role: accountType }) };
  return inIdentityTransaction(services.postgres, async () => {
    const changed = await storeProfile(services.postgres, actor.user.id, change);
    if (!changed) throw new AppError('session_invalid');
    const [before, after] = [toAnswer(changed.before), toAnswer(changed.after)];
    await recordEvent(ctx, { userId: actor.user.id, before, after });
    return after;
  });
};

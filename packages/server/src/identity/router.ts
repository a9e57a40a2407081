import { contract } from '@songtrackpro/contracts';
import { implement } from '../core/endpoint.ts';
import { changeEmail, confirmEmailChange } from './change-email.ts';
import { deleteAccount } from './delete-account.ts';
import { listEvents } from './list-events.ts';
import { completeOnboardingStep, skipOnboardingStep } from './onboarding.ts';
import { changePassword, requestPasswordReset, resetPassword } from './passwords.ts';
import { getMe, updateProfile } from './profile.ts';
import { listSessions, revokeOtherSessions, revokeSession } from './sessions.ts';
import { signIn, verifyTwoFactor } from './sign-in.ts';
import { signOut } from './sign-out.ts';
import { signUp } from './sign-up.ts';
import { confirmTwoFactor, disableTwoFactor, enableTwoFactor, regenerateBackupCodes } from './two-factor.ts';
import { resendVerification, verifyEmail } from './verify-email.ts';

export const identityEndpoints = implement('identity', contract.identity, {
  signUp,
  verifyEmail,
  resendVerification,
  signIn,
  verifyTwoFactor,
  requestPasswordReset,
  resetPassword,
  confirmEmailChange,
  me: getMe,
  updateProfile,
  completeOnboardingStep,
  skipOnboardingStep,
  changeEmail,
  changePassword,
  deleteAccount,
  listEvents,
  signOut,
  listSessions,
  revokeSession,
  revokeOtherSessions,
  enableTwoFactor,
  confirmTwoFactor,
  regenerateBackupCodes,
  disableTwoFactor,
});

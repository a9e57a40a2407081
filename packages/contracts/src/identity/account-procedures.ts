import { z } from 'zod';
import { Id } from '../core/ids.ts';
import { PageInput, pageOf } from '../core/page.ts';
import { mutation, query } from '../core/procedure.ts';
import { OnboardingTask } from './onboarding.ts';
import {
  Accepted,
  EmailAddress,
  IdentityEvent,
  MyAccount,
  NewPassword,
  Password,
  Profile,
  ProfileUpdate,
  SessionReplaced,
} from './schemas.ts';

const password = 'a long sentence that only I know';
const step = { input: z.object({ step: OnboardingTask }), output: Profile, errors: [] } as const;

/** What signed-in people do with their own account. */
export const accountProcedures = {
  me: query({
    permission: 'self',
    input: z.object({}),
    output: MyAccount,
    errors: [],
    http: { method: 'GET', path: '/v1/identity/me' },
    weight: 1,
    summary: 'My account',
    description: 'The person who is signed in, with their settings, first steps, and how many backup codes are left.',
    example: {},
  }),
  updateProfile: mutation({
    permission: 'self',
    input: ProfileUpdate,
    output: Profile,
    errors: ['conflict'],
    http: { method: 'PATCH', path: '/v1/identity/me' },
    weight: 2,
    summary: 'Change my account',
    description: 'Changes the given fields; null clears one. The address is changed by `identity.changeEmail`.',
    example: { name: 'Someone else', timeZone: 'Europe/Berlin', phone: null },
  }),
  completeOnboardingStep: mutation({
    permission: 'self',
    ...step,
    http: { method: 'POST', path: '/v1/identity/onboarding/{step}/complete' },
    weight: 2,
    summary: 'Complete a first step',
    description: 'Notes that a step of the first steps was done. Repeating it changes nothing.',
    example: { step: 'profile' },
  }),
  skipOnboardingStep: mutation({
    permission: 'self',
    ...step,
    http: { method: 'POST', path: '/v1/identity/onboarding/{step}/skip' },
    weight: 2,
    summary: 'Leave a first step out',
    description: 'Goes on without the step. It can still be completed later.',
    example: { step: 'connection' },
  }),
  changeEmail: mutation({
    permission: 'self',
    input: z.object({ newEmail: EmailAddress, password: Password }),
    output: Accepted,
    errors: ['password_wrong', 'rate_limited'],
    http: { method: 'POST', path: '/v1/identity/change-email' },
    weight: 5,
    summary: 'Change my address',
    description:
      'Sends a token for `identity.confirmEmailChange` to the new address, and a notice to the old one, which stays until then. It is answered alike where the new address has an account, which is then told nothing.',
    example: { newEmail: 'someone.else@example.com', password },
  }),
  changePassword: mutation({
    permission: 'self',
    input: z.object({ currentPassword: Password, newPassword: NewPassword }),
    output: SessionReplaced,
    errors: ['password_wrong', 'rate_limited'],
    http: { method: 'POST', path: '/v1/identity/change-password' },
    secrets: ['session'],
    weight: 5,
    summary: 'Change my password',
    description: 'Sets another password and ends every session, that of the call included; a new one is answered.',
    example: { currentPassword: password, newPassword: 'another long sentence of mine' },
  }),
  deleteAccount: mutation({
    permission: 'self',
    input: z.object({ password: Password }),
    output: z
      .object({ deletedOrganizationIds: z.array(Id).describe('Organizations that had nobody else.') })
      .meta({ id: 'AccountDeleted' }),
    errors: ['password_wrong', 'conflict', 'rate_limited'],
    http: { method: 'POST', path: '/v1/identity/delete-account' },
    weight: 10,
    summary: 'Delete my account',
    description:
      'Ends every session and frees the address. Organizations that only the person belongs to are deleted along. Refused while the person is the only owner of an organization with other members: `details.organizationIds` names those, hand them over first.',
    example: { password },
  }),
  listEvents: query({
    permission: 'self',
    input: PageInput,
    output: pageOf(IdentityEvent).meta({ id: 'IdentityEventPage' }),
    errors: ['invalid_cursor'],
    http: { method: 'GET', path: '/v1/identity/events' },
    weight: 2,
    summary: 'What happened to my account',
    description: 'Sign-ins, refused ones too, and changes of password, address and second factor, newest first.',
    example: { limit: 20 },
  }),
};

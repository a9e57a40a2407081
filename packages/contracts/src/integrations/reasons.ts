import { z } from 'zod';

export const integrationReasons = [
  'member_disconnected',
  'app_removed',
  'deletion_requested',
  'token_expired',
  'token_revoked',
  'grant_ended',
  'account_locked',
  'scopes_missing',
  'permission_missing',
  'key_missing',
  'throttled',
  'provider_unavailable',
  'provider_refused',
] as const;
/** Why a connection is as it is. */
export const IntegrationReason = z.enum(integrationReasons).meta({ id: 'IntegrationReason' });
export type IntegrationReason = z.infer<typeof IntegrationReason>;

/** What a person does about each reason. */
export const integrationNextSteps: Readonly<Record<IntegrationReason, string>> = {
  member_disconnected: 'Connect again whenever numbers are to arrive by themselves; what arrived before is kept.',
  app_removed: 'The app was removed in the settings of the account. Connect again to allow it anew.',
  deletion_requested:
    'The person of the account asked the provider for deletion. Connect again with an account that may be used.',
  token_expired: 'The access has run out. Connect again; nothing that was fetched is lost.',
  token_revoked: 'The access was taken back, for example by a new password. Connect again.',
  grant_ended:
    'The provider wants to be asked anew from time to time. Connect again; nothing that was fetched is lost.',
  account_locked: 'The provider has locked the account. Sign in there, settle what it asks for, and connect again.',
  scopes_missing: 'Connect again, and allow everything that is asked for; `missingScopes` names what was left out.',
  permission_missing: 'The account may not read this ad account. Let its owner give access, or choose another one.',
  key_missing:
    'The tokens were sealed with a key that the server no longer has. Let the operator bring it back, or connect again.',
  throttled: 'The provider asks for patience. Nothing is to be done: fetching goes on by itself.',
  provider_unavailable: 'The provider could not be reached. Nothing is to be done: it is tried again.',
  provider_refused: 'The provider refused for a reason of its own; its code and trace id help its support.',
};

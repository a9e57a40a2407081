// Made from the contracts by the script `generate`; a test compares the two. Do not edit.

export type IntegrationReason =
  | 'member_disconnected'
  | 'app_removed'
  | 'deletion_requested'
  | 'token_expired'
  | 'token_revoked'
  | 'grant_ended'
  | 'account_locked'
  | 'scopes_missing'
  | 'permission_missing'
  | 'key_missing'
  | 'throttled'
  | 'provider_unavailable'
  | 'provider_refused';

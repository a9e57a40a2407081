import type { IntegrationReason, IntegrationStatus } from '@songtrackpro/contracts';
import { SealError } from '../../core/keyring.ts';
import { ProviderError } from '../../providers/index.ts';

/** What a failure means for a connection. */
export interface Fault {
  /** Null where the connection stays as it is: the next try may succeed. */
  status: IntegrationStatus | null;
  reason: IntegrationReason;
  message: string;
  providerCode: string | null;
  traceId: string | null;
}

const endings: Readonly<Record<string, IntegrationReason>> = {
  app_removed: 'app_removed',
  token_expired: 'token_expired',
  grant_ended: 'grant_ended',
  checkpoint: 'account_locked',
  unconfirmed: 'account_locked',
};

function meaningOf({ kind, reason }: ProviderError): Pick<Fault, 'status' | 'reason'> {
  switch (kind) {
    case 'expired':
      return { status: 'expired', reason: endings[reason] ?? 'token_revoked' };
    case 'permission':
      return { status: 'error', reason: reason === 'blocked_by_policy' ? 'account_locked' : 'permission_missing' };
    case 'throttled':
      return { status: null, reason: 'throttled' };
    case 'transient':
    case 'too_large':
      return { status: null, reason: 'provider_unavailable' };
    case 'permanent':
      return { status: 'error', reason: 'provider_refused' };
  }
}

/** What an error of a provider or of the keyring means for the connection; null where it is a fault of another kind. */
export function faultOf(error: unknown): Fault | null {
  if (error instanceof SealError) {
    return { status: 'error', reason: 'key_missing', message: error.message, providerCode: null, traceId: null };
  }
  if (!(error instanceof ProviderError)) return null;
  const { message, code, subcode, traceId } = error;
  const providerCode = code === null ? null : [code, subcode].filter((part) => part !== null).join('/');
  return { ...meaningOf(error), message, providerCode, traceId };
}

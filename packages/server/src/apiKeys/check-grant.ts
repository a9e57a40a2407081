import type { Permission } from '@songtrackpro/contracts';
import { AppError } from '../core/app-error.ts';
import type { Context } from '../core/context.ts';

/** Nobody gives a key what they may not do themselves, be they a person or a key. */
export function checkGrant({ permissions }: Pick<Context, 'permissions'>, scopes: readonly Permission[]): void {
  const missing = scopes.filter((scope) => !permissions.has(scope));
  if (missing.length === 0) return;
  throw new AppError('forbidden', {
    message: `You cannot give a key permissions that you don’t have: ${missing.join(', ')}.`,
    details: { permission: missing[0], permissions: missing },
  });
}

/** A key that has ended before it begins is a slip of the pen. */
export function checkExpiry({ now }: Pick<Context, 'now'>, expiresAt: string | null): void {
  if (expiresAt === null || new Date(expiresAt) > now) return;
  throw new AppError('invalid_input', {
    details: { fields: [{ path: 'expiresAt', message: 'must be in the future' }] },
  });
}

import type { Finding } from '@songtrackpro/server';
import { CommandError } from '../terminal.ts';

const statements = {
  provider: 'The operator states that the provider encrypts the storage of the database.',
  disk: 'The operator states that the database lies on an encrypted disk.',
  none: 'The operator states that the database lies on storage that is not encrypted.',
} as const;

/** What the operator says about encryption at rest (DATABASE_AT_REST); it cannot be seen from here, so it is not guessed. */
export function inspectAtRest(stated: string | undefined): Finding {
  const finding = { code: 'encryption-at-rest', subject: 'PostgreSQL' };
  if (stated === undefined || stated === '') {
    const message =
      'Nobody has said whether the database is encrypted at rest. Set DATABASE_AT_REST to provider, disk or none.';
    return { ...finding, severity: 'warning', message };
  }
  if (stated !== 'provider' && stated !== 'disk' && stated !== 'none') {
    throw new CommandError(`DATABASE_AT_REST is provider, disk or none, and not “${stated}”.`);
  }
  return { ...finding, severity: stated === 'none' ? 'warning' : 'ok', message: statements[stated] };
}

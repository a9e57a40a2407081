import { AppError } from '../core/app-error.ts';
import type { Actor } from '../core/context.ts';

/** The person at work; notifications are a person's own, so a key has none. */
export function personOf({ actor }: { actor: Actor }): string {
  if (actor.kind !== 'user') throw new AppError('session_required');
  return actor.user.id;
}

import type { PlatformChange } from '@songtrackpro/contracts';
import type { StoredChange } from '@songtrackpro/db';

function nextStepOf({ status, wish, tries }: StoredChange): string | null {
  if (status !== 'refused') return null;
  if (wish.kind === 'create' && tries > 1)
    return `It may be there all the same: look at the platform for a campaign with “${wish.tag}” in its name before publishing again.`;
  return 'Settle what the fault names, then ask for it again.';
}

/** A change as callers see it. */
export function toChangeAnswer(change: StoredChange): PlatformChange {
  const { tryingUntil: _, ...shown } = change;
  return { ...shown, nextStep: nextStepOf(change) };
}

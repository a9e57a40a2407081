import type { AudienceDelivery } from '@songtrackpro/contracts';
import type { StoredDelivery } from '@songtrackpro/db';

/** What a person does about refusals that Meta has a page for. */
const knownSteps: Record<string, string> = {
  '200/1870090':
    'Somebody who manages the ad account has to accept Meta’s terms of custom audiences once, at https://business.facebook.com/ads/manage/customaudiences/tos/. Then publish again.',
  '100/33': 'The audience is gone at Meta. Withdraw it here as well, then publish again.',
  '100/1713230': 'Meta has blocked uploads into this ad account. Its support says why; then publish again.',
};

function nextStepOf({ status, fault }: StoredDelivery): string | null {
  if (status !== 'refused') return null;
  return knownSteps[fault?.providerCode ?? ''] ?? 'Settle what the fault names, then ask for it again.';
}

/** A delivery as callers see it: neither where it lies in the list nor its session is theirs. */
export function toDeliveryAnswer(delivery: StoredDelivery): AudienceDelivery {
  const { tag: _, replaces: __, peopleAsOf: ___, session: ____, batch: _____, lastPerson: ______, ...shown } = delivery;
  return { ...shown, nextStep: nextStepOf(delivery) };
}

import { planOfLookupKey, terminalStatuses } from '@songtrackpro/contracts';
import type Stripe from 'stripe';

export const isOver = ({ status }: Pick<Stripe.Subscription, 'status'>): boolean => terminalStatuses.includes(status);

/** The item that is a plan of ours; the first one where none is. */
export const planItemOf = ({ items }: Stripe.Subscription): Stripe.SubscriptionItem | undefined =>
  items.data.find(({ price }) => planOfLookupKey(price.lookup_key) !== null) ?? items.data[0];

/** Ids of the subscriptions that are paid for beside the one that holds. */
export const othersOf = (all: readonly Stripe.Subscription[], chosen: Stripe.Subscription | null): string[] =>
  all.filter((one) => one.id !== chosen?.id && !isOver(one) && !isUnfinished(one)).map(({ id }) => id);

/** When the first trial of a customer began, in seconds; null where there was none. */
export function trialSince(all: readonly Stripe.Subscription[]): number | null {
  const starts = all.flatMap(({ trial_start }) => trial_start ?? []);
  return starts.length === 0 ? null : Math.min(...starts);
}

/** Whether it is one that somebody began to pay and nobody finished. */
const isUnfinished = ({ status }: Stripe.Subscription): boolean => status === 'incomplete';

/**
 * The subscription that holds, of all that a customer has and had: of those that live the oldest, because a second one is a
 * mistake; of those that are over the newest. One that was never paid gives way to any other.
 */
export function chooseSubscription(all: readonly Stripe.Subscription[]): Stripe.Subscription | null {
  const byAge = [...all].sort((a, b) => a.created - b.created || (a.id < b.id ? -1 : 1));
  const living = byAge.filter((one) => !isOver(one));
  return living.find((one) => !isUnfinished(one)) ?? living[0] ?? byAge.at(-1) ?? null;
}

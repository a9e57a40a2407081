import type Stripe from 'stripe';

type Recurring = Pick<Stripe.Price.Recurring, 'interval' | 'interval_count'>;
export interface Period {
  start: number;
  end: number;
}

const day = 86_400;
const roughDays: Record<string, number> = { day: 1, week: 7, month: 30.44, year: 365.25 };

/** The anchor and so many periods; a day that a month lacks becomes its last one, and comes back in the next. */
export function addPeriods(anchor: number, { interval, interval_count }: Recurring, count: number): number {
  const units = count * interval_count;
  if (interval === 'day' || interval === 'week') return anchor + units * day * (interval === 'week' ? 7 : 1);
  const from = new Date(anchor * 1000);
  const month = from.getUTCMonth() + units * (interval === 'year' ? 12 : 1);
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const to = new Date(anchor * 1000);
  to.setUTCFullYear(from.getUTCFullYear(), month, Math.min(from.getUTCDate(), lastDay));
  return to.getTime() / 1000;
}

/** The period, counted from the anchor, in which a moment lies. */
export function periodAt(anchor: number, recurring: Recurring, at: number): Period {
  const length = (roughDays[recurring.interval] ?? 30) * recurring.interval_count * day;
  let count = Math.floor((at - anchor) / length);
  while (addPeriods(anchor, recurring, count) > at) count -= 1;
  while (addPeriods(anchor, recurring, count + 1) <= at) count += 1;
  return { start: addPeriods(anchor, recurring, count), end: addPeriods(anchor, recurring, count + 1) };
}

export const monthly: Recurring = { interval: 'month', interval_count: 1 };

/** What a price recurs by; monthly where it doesn't. */
export const recurringOf = (price: Stripe.Price): Recurring => price.recurring ?? monthly;

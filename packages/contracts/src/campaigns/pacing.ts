import { addDays, dateIn, daysBetween, startOfDay } from '../core/zone.ts';

/** What a campaign may spend, and when. Money is whole minor units, dates are days in the organization's zone. */
export interface SpendPlan {
  budgetKind: 'daily' | 'lifetime';
  budgetMinor: number;
  startDate: string;
  endDate: string;
  warnPercent: number | null;
  stopPercent: number | null;
}

/** Spend so far, with the last day that it covers. */
export interface SpendSoFar {
  spentMinor: number;
  through: string;
}

export interface Pace {
  /** The whole budget: of a daily one the sum over all days. */
  totalMinor: number;
  /** What a straight line has spent by now. */
  expectedMinor: number;
  /** What a straight line has spent at the end of the last day that spend is known of; null where none is. */
  expectedThroughMinor: number | null;
  /** Spend at the end if it goes on as it did so far; null where no day of the plan is known. */
  forecastMinor: number | null;
  /** The day on which the budget is used up at that rate; null where it lasts to the end. */
  runsOutOn: string | null;
  warnAtMinor: number | null;
  stopAtMinor: number | null;
}

export const planDays = ({ startDate, endDate }: Pick<SpendPlan, 'startDate' | 'endDate'>): number =>
  daysBetween(startDate, endDate) + 1;

export const plannedTotal = (plan: Pick<SpendPlan, 'budgetKind' | 'budgetMinor' | 'startDate' | 'endDate'>): number =>
  plan.budgetKind === 'daily' ? plan.budgetMinor * planDays(plan) : plan.budgetMinor;

/** The part of a whole in minor units; rounded up, so that a threshold is never reached before its hundredth. */
export const thresholdMinor = (totalMinor: number, percent: number | null): number | null =>
  percent === null ? null : Math.ceil((totalMinor * percent) / 100);

/**
 * Days of a plan that are over at an instant, with the part of the running one: 0 before it begins, all of them at its
 * end. Each day counts the same, whether its clock has 23, 24 or 25 hours.
 */
export function daysElapsed(plan: Pick<SpendPlan, 'startDate' | 'endDate'>, zone: string, now: Date): number {
  const today = dateIn(zone, now);
  if (today < plan.startDate) return 0;
  if (today > plan.endDate) return planDays(plan);
  const begun = startOfDay(zone, today).getTime();
  const length = startOfDay(zone, addDays(today, 1)).getTime() - begun;
  return daysBetween(plan.startDate, today) + Math.min(1, Math.max(0, now.getTime() - begun) / length);
}

/** Days of the plan up to the end of a day. */
const daysThrough = (plan: SpendPlan, day: string): number =>
  Math.min(planDays(plan), Math.max(0, daysBetween(plan.startDate, day) + 1));

/** The day on which a rate uses up what is there; null where it lasts. */
function runsOutOn(plan: SpendPlan, totalMinor: number, perDay: number): string | null {
  if (perDay * planDays(plan) <= totalMinor) return null;
  const day = Math.max(1, Math.ceil(totalMinor / perDay));
  return addDays(plan.startDate, day - 1);
}

/** How spend stands against its plan: a straight line from the beginning of the first day to the end of the last. */
export function paceOf(plan: SpendPlan, spend: SpendSoFar | null, { zone, now }: { zone: string; now: Date }): Pace {
  const totalMinor = plannedTotal(plan);
  const lineAt = (days: number) => Math.round((totalMinor * days) / planDays(plan));
  const known = spend === null ? 0 : daysThrough(plan, spend.through);
  const perDay = spend === null || known === 0 ? null : spend.spentMinor / known;
  return {
    totalMinor,
    expectedMinor: lineAt(daysElapsed(plan, zone, now)),
    expectedThroughMinor: spend === null ? null : lineAt(known),
    forecastMinor: perDay === null ? null : Math.round(perDay * planDays(plan)),
    runsOutOn: perDay === null ? null : runsOutOn(plan, totalMinor, perDay),
    warnAtMinor: thresholdMinor(totalMinor, plan.warnPercent),
    stopAtMinor: thresholdMinor(totalMinor, plan.stopPercent),
  };
}

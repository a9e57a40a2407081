import { daysBetween, daysFrom, weekday } from './calendar.ts';
import type { DayOfAdSet } from './deliver-ads.ts';
import type { Random } from './seeded-random.ts';
import { gap, releaseDay, timeline } from './story.ts';
import { writeCsv } from './write-csv.ts';

const header = [
  'date',
  'listeners',
  'monthly listeners',
  'monthly active listeners',
  'super listeners',
  'streams',
  'playlist adds',
  'saves',
  'followers',
];

/** Music is heard most on Fridays and Saturdays; Sunday first. */
const weekRhythm = [0.93, 0.9, 0.93, 0.97, 1.0, 1.17, 1.1];
const monthDays = 28;

/**
 * Daily streams of an artist: slow growth, a weekly rhythm, a release that fades, and a lift that follows the link clicks
 * of the campaigns, part of which stays. Written like the export of 2026, with a byte order mark.
 */
export function audienceTimeline(ads: readonly DayOfAdSet[], random: Random): string {
  const clicks = new Map<string, number>();
  for (const { day, linkClicks } of ads) clicks.set(day, (clicks.get(day) ?? 0) + linkClicks);
  const rows: (string | number)[][] = [];
  const recent: number[] = Array.from({ length: monthDays - 1 }, () => 158);
  let lift = 0;
  let followers = 1204;

  for (const [index, day] of daysBetween(timeline.first, timeline.last).entries()) {
    lift = lift * 0.86 + (clicks.get(day) ?? 0) * 0.42;
    const base = 232 + index * 0.21 + releaseStreams(day) + lift;
    const streams = Math.round(random.around(base * (weekRhythm[weekday(day)] ?? 1), 0.07));
    const listeners = Math.round(streams / random.around(1.47, 0.05));
    recent.push(listeners);
    const month = recent.slice(-monthDays).reduce((sum, one) => sum + one, 0);
    const saves = Math.round(random.around(listeners * (0.021 + lift / 40_000), 0.3));
    followers += Math.max(0, Math.round(random.around(listeners * 0.0058, 0.9)) - 1);
    const monthly = Math.round(month * 0.44);
    const numbers = [listeners, monthly, Math.round(monthly * 0.62), Math.round(monthly * 0.019), streams];
    if (day < gap.first || day > gap.last) {
      rows.push([day, ...numbers, Math.round(random.around(saves * 0.8, 0.3)), saves, followers]);
    }
  }
  return `\ufeff${writeCsv([header, ...rows])}`;
}

/** A release brings most on its first days and then loses a share of it daily, down to what it adds for good. */
function releaseStreams(day: string): number {
  const age = daysFrom(releaseDay, day);
  if (age < 0) return 0;
  let bonus = 640;
  for (let passed = 0; passed < age; passed += 1) bonus *= 0.91;
  return bonus + 55;
}

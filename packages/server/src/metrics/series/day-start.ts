import { startOfDay } from '@songtrackpro/contracts';

const dayMs = 24 * 3600 * 1000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

/** How far the zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(zone: string, instant: number): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return local - Math.floor(instant / 1000) * 1000;
}

/**
 * Tells when days begin in a zone. Days are told by the calendar: the next one begins 23, 24 or 25 hours later, and one
 * that a zone leapt over ends when it begins. Only around a change of the clocks has the beginning to be searched for.
 */
export function dayStarts(zone: string): (date: string) => number {
  if (zone === 'UTC') return (date) => Date.parse(date);
  const known = new Map<number, number>();
  const offset = (instant: number): number => {
    const found = known.get(instant) ?? offsetAt(zone, instant);
    known.set(instant, found);
    return found;
  };
  return (date) => {
    const midnight = Date.parse(date);
    const [before, after] = [offset(midnight - dayMs), offset(midnight + dayMs)];
    return before === after ? midnight - before : startOfDay(zone, date).getTime();
  };
}

const hourMs = 3600 * 1000;
const dayMs = 24 * hourMs;

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

/** Clocks that skip midnight begin the day at the moment of the change, which is found by halving. */
function firstInstantOf(zone: string, midnight: number): number {
  let [before, since] = [midnight - 2 * dayMs, midnight + 2 * dayMs];
  while (since - before > 1000) {
    const middle = Math.floor((before + since) / 2000) * 1000;
    if (middle + offsetAt(zone, middle) >= midnight) since = middle;
    else before = middle;
  }
  return since;
}

/**
 * Tells when days begin in a zone. Days are told by the calendar: the next one begins 23, 24 or 25 hours later, and one
 * that a zone leapt over ends when it begins.
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
    if (before === after) return midnight - before;
    const candidates = [before, after].sort((a, b) => b - a).map((ahead) => midnight - ahead);
    const fits = candidates.find((instant) => instant + offset(instant) === midnight);
    return fits ?? firstInstantOf(zone, midnight);
  };
}

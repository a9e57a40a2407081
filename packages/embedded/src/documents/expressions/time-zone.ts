import { CommandError } from '../errors.ts';

interface Zone {
  /** Milliseconds that local time is ahead of UTC at an instant. */
  offsetAt(instant: number): number;
}

/** No zone changes its offset within a quarter of an hour of another change. */
const QUARTER = 15 * 60 * 1000;
const zones = new Map<string, Zone>();

/** A zone by IANA name or as `+hh`, `+hhmm` or `+hh:mm`; UTC when not given. */
export function zoneOf(name: unknown): Zone {
  const key = name === undefined || name === null ? 'UTC' : String(name);
  let zone = zones.get(key);
  if (!zone) {
    zone = parseZone(key);
    zones.set(key, zone);
  }
  return zone;
}

/** The clock on the wall, as a Date whose UTC fields are the local ones. */
export function toLocal(date: Date, zone: Zone): Date {
  const instant = date.getTime();
  return new Date(instant + zone.offsetAt(instant));
}

/** The instant of a local time: in an hour that happens twice the first, in one that is skipped the one after it. */
export function fromLocal(local: number, zone: Zone): Date {
  const before = local - zone.offsetAt(local - 24 * 60 * 60 * 1000);
  if (before + zone.offsetAt(before) === local) return new Date(before);
  const after = local - zone.offsetAt(local + 24 * 60 * 60 * 1000);
  return new Date(after + zone.offsetAt(after) === local ? after : before);
}

function parseZone(name: string): Zone {
  if (name === 'UTC' || name === 'GMT' || name === 'Z') return { offsetAt: () => 0 };
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(name);
  if (fixed) {
    const [, sign, hours, minutes = '0'] = fixed;
    const offset = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
    return { offsetAt: () => offset };
  }
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
    });
  } catch {
    throw new CommandError(40485, `unrecognized time zone identifier: "${name}"`);
  }
  const known = new Map<number, number>();
  return {
    offsetAt(instant) {
      const quarter = Math.floor(instant / QUARTER);
      let offset = known.get(quarter);
      if (offset === undefined) {
        if (known.size > 100_000) known.clear();
        offset = measure(format, quarter * QUARTER);
        known.set(quarter, offset);
      }
      return offset;
    },
  };
}

function measure(format: Intl.DateTimeFormat, instant: number): number {
  const parts: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(instant)) parts[type] = value;
  const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year);
  const local = Date.UTC(
    2000,
    Number(parts.month) - 1,
    Number(parts.day),
    Number(parts.hour),
    Number(parts.minute),
    Number(parts.second),
  );
  return new Date(local).setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day)) - instant;
}

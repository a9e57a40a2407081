import { CommandError } from '../errors.ts';
import { fromLocal, zoneOf } from './time-zone.ts';

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const PATTERNS: Record<string, string> = {
  '%Y': '(?<Y>\\d{4})',
  '%m': '(?<m>\\d{1,2})',
  '%d': '(?<d>\\d{1,2})',
  '%H': '(?<H>\\d{1,2})',
  '%M': '(?<M>\\d{1,2})',
  '%S': '(?<S>\\d{1,2})',
  '%L': '(?<L>\\d{1,3})',
  '%b': '(?<b>[A-Za-z]{3})',
  '%B': '(?<b>[A-Za-z]+)',
  '%j': '(?<j>\\d{1,3})',
  '%z': '(?<z>Z|[+-]\\d{2}:?\\d{2})',
  '%%': '%',
};

/** A date from text: ISO 8601, or a $dateFromString format. Text without an offset is local to `zone`. */
export function parseDate(text: string, zone: unknown, format?: string): Date {
  const fields = format === undefined ? isoFields(text) : formatFields(text, format);
  if (!fields) throw new CommandError('ConversionFailure', `Error parsing date string '${text}'`);
  const { offset, parts } = fields;
  if (offset !== undefined && zone !== undefined && zone !== null) {
    throw new CommandError(
      'ConversionFailure',
      `you cannot pass in a date/time string with time zone information ('${offset}') together with a timezone argument`,
    );
  }
  const local = Date.UTC(...parts);
  const check = new Date(local);
  if (check.getUTCMonth() !== parts[1] || check.getUTCHours() !== parts[3])
    throw new CommandError('ConversionFailure', `Error parsing date string '${text}': no such day or time`);
  return fromLocal(local, zoneOf(offset ?? zone));
}

interface Fields {
  parts: [number, number, number, number, number, number, number];
  offset: string | undefined;
}

function isoFields(text: string): Fields | null {
  const match = ISO.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = match;
  const millis = Number(fraction.padEnd(3, '0').slice(0, 3));
  return {
    parts: [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), millis],
    offset,
  };
}

function formatFields(text: string, format: string): Fields | null {
  const pattern = format.replace(/%.|[.*+?^${}()|[\]\\]/g, (part) => {
    if (!part.startsWith('%')) return `\\${part}`;
    const known = PATTERNS[part];
    if (!known) throw new CommandError(18536, `Invalid format character '${part}' in format string`);
    return known;
  });
  const found = new RegExp(`^${pattern}$`).exec(text)?.groups;
  if (!found) return null;
  const number = (name: string, otherwise: number) => (found[name] === undefined ? otherwise : Number(found[name]));
  const named = found.b === undefined ? -1 : MONTHS.indexOf(found.b.slice(0, 3).toLowerCase());
  const month = named >= 0 ? named : number('m', 1) - 1;
  const day = found.j === undefined ? number('d', 1) : 1;
  const parts: Fields['parts'] = [
    number('Y', 1970),
    month,
    day,
    number('H', 0),
    number('M', 0),
    number('S', 0),
    Number((found.L ?? '0').padEnd(3, '0')),
  ];
  if (found.j !== undefined) {
    const date = new Date(Date.UTC(parts[0], 0, Number(found.j)));
    parts[1] = date.getUTCMonth();
    parts[2] = date.getUTCDate();
  }
  return { parts, offset: found.z };
}

import { InvalidArgumentError } from 'commander';

/** A TCP port; 0 stands for any free one. */
export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a whole number from 0 to 65535; 0 finds a free one.');
}

/** How many server processes; each holds some 20 connections to PostgreSQL. */
export function parseWorkers(text: string): number {
  const workers = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (workers >= 1 && workers <= 64) return workers;
  throw new InvalidArgumentError('The number of workers is a whole number from 1 to 64.');
}

/** A whole number of something, at least one. */
export const parseCount =
  (most: number) =>
  (text: string): number => {
    const count = /^\d{1,7}$/.test(text) ? Number(text) : 0;
    if (count >= 1 && count <= most) return count;
    throw new InvalidArgumentError(`It is a whole number from 1 to ${most}.`);
  };

/** A calendar day that exists. */
export function parseDay(text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError('A day is written YYYY-MM-DD, for example 2026-01-31.');
}

/** A calendar month. */
export function parseMonth(text: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) return text;
  throw new InvalidArgumentError('A month is written YYYY-MM, for example 2026-01.');
}

/** The id of something, for example of an organization. */
export function parseId(text: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text;
  throw new InvalidArgumentError('An id has 36 characters, for example 01930000-0000-7000-8000-000000000000.');
}

/** A word that must not be empty, such as a path: `--data ""` is a variable that was not set. */
export function parseWord(text: string): string {
  if (text.trim() !== '') return text;
  throw new InvalidArgumentError('It must not be empty.');
}

/** Words that are separated by commas. */
export function parseWords(text: string): string[] {
  const words = text.split(',').map((word) => word.trim());
  if (words.every((word) => word !== '')) return words;
  throw new InvalidArgumentError('They are separated by commas, and none is empty.');
}

/** Hours that may be none at all, a week at most. */
export function parseHours(text: string): number {
  const hours = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (hours <= 168) return hours;
  throw new InvalidArgumentError('It is a whole number of hours from 0 to 168.');
}

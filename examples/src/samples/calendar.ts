const dayMilliseconds = 86_400_000;

/** Calendar days as YYYY-MM-DD, both ends included. */
export function daysBetween(first: string, last: string): string[] {
  const start = Date.parse(first);
  const count = (Date.parse(last) - start) / dayMilliseconds + 1;
  return Array.from({ length: count }, (_, index) =>
    new Date(start + index * dayMilliseconds).toISOString().slice(0, 10),
  );
}

/** 0 is Sunday. */
export function weekday(day: string): number {
  return new Date(day).getUTCDay();
}

/** Whole days from `from` to `to`; negative if `to` is earlier. */
export function daysFrom(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayMilliseconds;
}

/** Languages in which exports write the names of months. */
const languages = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'pl', 'sv'];

const shortest = 3;
/** Letters without their accents, so that `Fevr.`, `févr` and `FÉVR` are one. */
const plain = (name: string) =>
  name
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase();

const months = buildMonths();

/** 1 to 12 for a month's name or its beginning in any of the languages, where only one month is meant; 0 for anything else. */
export function monthOf(name: string): number {
  return months.get(plain(name)) ?? 0;
}

function buildMonths(): Map<string, number> {
  const found = new Map<string, number>();
  const meant = (name: string, month: number) => {
    const known = found.get(name) ?? month;
    // "jui" may be June or July.
    found.set(name, known === month ? month : 0);
  };
  for (const language of languages) {
    for (const style of ['long', 'short'] as const) {
      const alone = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' });
      // Polish says "styczeń" and "1 stycznia".
      const ofDay = new Intl.DateTimeFormat(language, { day: 'numeric', month: style, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) {
        const day = Date.UTC(2026, month - 1, 1);
        const inDate = ofDay.formatToParts(day).find(({ type }) => type === 'month')?.value ?? '';
        for (const name of [alone.format(day), inDate].map(plain)) {
          for (let length = shortest; length <= name.length; length += 1) meant(name.slice(0, length), month);
        }
      }
    }
  }
  return found;
}

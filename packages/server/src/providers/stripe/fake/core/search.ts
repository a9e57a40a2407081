import { invalid } from './stripe-refusal.ts';

interface Searchable {
  metadata?: Record<string, string> | null;
}

const clause = /^(?:metadata\['([^']+)'\]|metadata\["([^"]+)"\]|([a-z_]+)):(?:'([^']*)'|"([^"]*)")$/;

/** What a search finds: equal values joined by AND. Other parts of Stripe's language are refused. */
export function search<T extends Searchable>(newestLast: Iterable<T>, query: string): T[] {
  const tests = query.split(/\s+AND\s+/).map((part) => {
    const found = clause.exec(part.trim());
    if (!found) throw invalid(`We were unable to parse your search query: ${part}`, 'query');
    const key = found[1] ?? found[2];
    const value = found[4] ?? found[5];
    return (item: T) =>
      key === undefined ? Reflect.get(item, found[3] ?? '') === value : item.metadata?.[key] === value;
  });
  return [...newestLast].filter((item) => tests.every((test) => test(item))).toReversed();
}

import { readFile, writeFile } from 'node:fs/promises';
import { eventPlans } from './scaling-tables.ts';

const page = 'docs/scaling.md';
const part = /^<!-- plan: (\w+) -->\n.*?^<!-- end -->$/gms;

/** The page with its computed tables as they are to be. */
export function withPlan(text: string): string {
  return text.replaceAll(part, (whole, name: string) => {
    const table = eventPlans[name];
    return table === undefined ? whole : `<!-- plan: ${name} -->\n\n${table()}\n\n<!-- end -->`;
  });
}

if (import.meta.main) await writeFile(page, withPlan(await readFile(page, 'utf8')));

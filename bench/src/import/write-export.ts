import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const header =
  '"Reporting starts","Reporting ends","Campaign name","Ad set name","Ad name",Day,"Attribution setting",Results,"Result indicator",Reach,Impressions,Frequency,"Link clicks","Amount spent (USD)"';
const dayMs = 24 * 3600 * 1000;

/** Ads of one campaign and ad set each; every row is another ad and day, so every row is a fact. */
const ads = 1000;

function rowOf(index: number): string {
  const ad = index % ads;
  const day = new Date(Date.UTC(2020, 0, 1) + Math.floor(index / ads) * dayMs).toISOString().slice(0, 10);
  const impressions = 1000 + ((index * 7919) % 9000);
  const spend = `${(index * 31) % 90}.${String((index * 97) % 100).padStart(2, '0')}`;
  const names = `"Campaign ${ad % 20}","Ad set ${ad % 100}","Ad ${ad}, the one with a longer name"`;
  const counts = `${index % 9},actions:link_click,${impressions - 100},${impressions},1.1,${index % 50}`;
  return `${day},${day},${names},${day},"7-day click or 1-day view",${counts},${spend}\n`;
}

/** Writes an Ads Manager export by ad and day and answers its size in bytes. */
export async function writeExport(path: string, rows: number): Promise<number> {
  const file = createWriteStream(path);
  file.write(`${header}\n`);
  for (let from = 0; from < rows; from += 5000) {
    const length = Math.min(5000, rows - from);
    const text = Array.from({ length }, (_, offset) => rowOf(from + offset)).join('');
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  return file.bytesWritten;
}

// Writes files below a folder: `node scripts/write-files.ts <folder>` reads one JSON object of texts by path.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder');
for (const [path, content] of Object.entries(JSON.parse(await text(process.stdin)) as Record<string, string>)) {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}

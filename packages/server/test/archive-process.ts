import { openArchive, runArchive } from '../src/archive/index.ts';
import type { StoreSettings } from '../src/core/settings.ts';

// A run of the archive in a process of its own, which can be killed; it says a line for each file.
const { stores, now } = JSON.parse(process.argv[2] ?? '') as { stores: StoreSettings; now: string };
const archive = await openArchive(stores, () => new Date(now));
const done = await runArchive(archive, { onProgress: ({ step }) => process.stdout.write(`${step}\n`) });
process.stdout.write(`done ${JSON.stringify(done)}\n`);
await archive.close();

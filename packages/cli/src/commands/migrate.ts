import { dataFolder } from '../local/data-folder.ts';
import { openInstallation } from '../local/runtime.ts';
import { exitCodes, progress, say } from '../terminal.ts';

export async function migrate(options: { data?: string; json?: boolean }): Promise<number> {
  const stores = await openInstallation(dataFolder(options.data), progress);
  try {
    const { migrateStores } = await import('@songtrackpro/server');
    const { documents } = await migrateStores(stores.settings, { thorough: true });
    if (options.json) {
      say(JSON.stringify({ documents }));
      return exitCodes.done;
    }
    for (const change of documents) say(`  ${change}`);
    say(`Both stores are up to date (${stores.description}).`);
    return exitCodes.done;
  } finally {
    await stores.close();
  }
}

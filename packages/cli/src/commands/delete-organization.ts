import { createInterface } from 'node:readline/promises';
import { dataFolder } from '../local/data-folder.ts';
import { openInstallation } from '../local/runtime.ts';
import { plural } from '../report/format-count.ts';
import { CommandError, exitCodes, progress, say } from '../terminal.ts';

export interface DeleteOrganizationOptions {
  data?: string;
  now?: boolean;
  yes?: boolean;
  json?: boolean;
}

/** Asks for the slug, as the API does; without a terminal nobody can answer, so there it takes --yes. */
async function confirm(slug: string, now: boolean): Promise<void> {
  const what = now ? 'Nothing of it can be brought back, but from a backup.' : 'Its owner can restore it for a while.';
  if (!process.stdin.isTTY) throw new CommandError(`Deleting ${slug} has to be confirmed. Add --yes. ${what}`);
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const typed = await asking.question(`Delete the organization ${slug}? ${what}\nType its slug to go on: `);
  asking.close();
  if (typed.trim() !== slug) throw new CommandError('That is not its slug. Nothing was deleted.');
}

/** Deletes an organization for the operator: marked, to be removed by the nightly purge, or with --now at once. */
export async function deleteOrganization(slug: string, options: DeleteOrganizationOptions): Promise<number> {
  const { data, now = false, yes = false, json } = options;
  if (!yes) await confirm(slug, now);
  const stores = await openInstallation(dataFolder(data), progress);
  try {
    const { deleteByOperator, systemClock } = await import('@songtrackpro/server');
    const deleted = await deleteByOperator(stores.settings, slug, { now, at: systemClock() });
    if (!deleted) throw new CommandError(`There is no organization “${slug}”, living or deleted.`);
    const { id, name, erasedDocuments } = deleted;
    if (json) say(JSON.stringify({ id, slug: deleted.slug, name, purged: now, erasedDocuments }));
    else if (erasedDocuments === null) {
      const days = plural(stores.environment.PURGE_AFTER_DAYS, 'day');
      say(`${name} (${id}) is deleted. Its owner may restore it for ${days}; then the nightly purge removes it.`);
    } else {
      say(`${name} (${id}) is gone from both stores, with ${plural(erasedDocuments, 'document')} and its files.`);
      say('Backups that were taken before still hold it.');
    }
    return exitCodes.done;
  } finally {
    await stores.close();
  }
}

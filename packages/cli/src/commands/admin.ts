import { dataFolder } from '../local/data-folder.ts';
import { openInstallation } from '../local/runtime.ts';
import { CommandError, exitCodes, progress, say } from '../terminal.ts';

/** Makes a person staff of the installation, or takes that back, over the connection of the database's owner. */
export async function admin(
  what: 'grant' | 'revoke',
  email: string,
  options: { data?: string; json?: boolean },
): Promise<number> {
  const stores = await openInstallation(dataFolder(options.data), progress);
  try {
    const { setStaff } = await import('@songtrackpro/server');
    const userId = await setStaff(stores.settings.ownerUrl, email, what === 'grant');
    if (userId === null) throw new CommandError(`Nobody has signed up as ${email}. Let them sign up first.`);
    if (options.json) say(JSON.stringify({ email, userId, isStaff: what === 'grant' }));
    else say(what === 'grant' ? `${email} is staff of this installation now.` : `${email} is staff no longer.`);
    return exitCodes.done;
  } finally {
    await stores.close();
  }
}

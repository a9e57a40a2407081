import { execFile } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedStoreError, messageOf } from '../errors.ts';
import { AS_OURSELVES, type Launcher, throughShell } from '../keeper/launch.ts';
import type { PostgresBinaries } from './binaries.ts';
import { type Account, unprivilegedAccount } from './unprivileged-account.ts';

const run = promisify(execFile);

/**
 * Finds a way by trial: each candidate has to enter the data folder, write to `scratch` and run the programs where they
 * lie, both of which may be below a folder that only root can enter.
 */
export async function chooseLauncher(binaries: PostgresBinaries, root: string, scratch: string): Promise<Launcher> {
  if (process.getuid?.() !== 0) return AS_OURSELVES;
  const account = await unprivilegedAccount();
  const failures: string[] = [];
  for (const launcher of candidates(account)) {
    try {
      if (launcher.owner) await chown(scratch, launcher.owner.uid, launcher.owner.gid);
      const script = 'cd -- "$1" && : > "$2/probe" && rm -- "$2/probe" && exec "$3" --show -D "$1/none"';
      const [command, args] = throughShell(launcher, script, [root, scratch, binaries.initdb]);
      await run(command, args, { ...launcher.identity, cwd: '/' });
      return launcher;
    } catch (error) {
      failures.push(`${launcher.description}: ${messageOf(error).trim().split('\n').at(-1)}`);
    }
  }
  throw new EmbeddedStoreError(
    'postgres_failed',
    'PostgreSQL refuses to run as root, and no way was found to run it under another account. Run this program as a ' +
      `normal user, or move the data folder and the program to a path that others can enter.\n${failures.join('\n')}`,
  );
}

/** From the least to the most that the account is allowed. */
function candidates(account: Account): Launcher[] {
  const { uid, gid, name } = account;
  const described = `account ${name} (uid ${uid}), because PostgreSQL refuses to run as root`;
  const identity = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  // access(2) forgets the capabilities of an account that isn't root, and PostgreSQL asks it about its own programs;
  // no_setuid_fixup keeps them. The bounding set sees to it that there is never more than this one.
  const withCapability = (capability: string) => [
    ...identity,
    '--securebits=+no_setuid_fixup',
    ...['bounding-set', 'inh-caps', 'ambient-caps'].map((set) => `--${set}=-all,+${capability}`),
  ];
  return [
    { owner: account, description: described, identity: { uid, gid }, prefix: [] },
    { owner: account, description: described, prefix: withCapability('dac_read_search') },
    { owner: account, description: described, prefix: withCapability('dac_override') },
    {
      // Still root outside the name space, so the files stay root's.
      owner: { uid: 0, gid: 0 },
      description: `account ${name} of a user name space, because PostgreSQL refuses to run as root`,
      prefix: ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`],
    },
  ];
}

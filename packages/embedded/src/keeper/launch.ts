import { type StdioOptions, spawn } from 'node:child_process';
import { type BoundProcess, bindProcess } from './bound-process.ts';

interface Identity {
  uid: number;
  gid: number;
}

/** A way to run a store's programs. PostgreSQL's refuse to run as root, so they may need another account. */
export interface Launcher {
  /** Who owns the store's files; undefined where that is whoever runs this. */
  owner: Identity | undefined;
  description: string;
  /** Identity to start with directly, for where no `prefix` is needed to change it. */
  identity?: Identity;
  prefix: string[];
}

export const AS_OURSELVES: Launcher = { owner: undefined, description: 'your account', prefix: [] };

// Becomes the program (`exec`, so its process id is the one we spawned) and leaves a watcher behind: when the other end
// of stdin is gone, because we ended it or because we were killed, the watcher asks the program for a fast shutdown.
// Two forks make the watcher nobody's child: the postmaster takes a child it doesn't know for a crash.
const ENDS_WITH_STDIN = `exec 3<&0 </dev/null
( { cat <&3; kill -INT $$; } >/dev/null 2>&1 & )
exec 3<&- "$@"`;

/** Starts a program that is told to stop (SIGINT) as soon as its stdin ends, also when this process is killed. */
export function launch(launcher: Launcher, command: string, args: string[], log: number): BoundProcess {
  const stdio: StdioOptions = ['pipe', log, log];
  if (process.platform === 'win32') return bindProcess(spawn(command, args, { stdio, windowsHide: true }));
  const { PATH = '/usr/bin:/bin:/usr/sbin:/sbin' } = process.env;
  const env = { PATH, LC_ALL: 'C', TZ: 'UTC' };
  const [shell, line] = throughShell(launcher, ENDS_WITH_STDIN, [command, ...args]);
  return bindProcess(spawn(shell, line, { ...launcher.identity, stdio, cwd: '/', env }));
}

export function throughShell({ prefix }: Launcher, script: string, args: string[]): [string, string[]] {
  const [command = '/bin/sh', ...rest] = [...prefix, '/bin/sh', '-c', script, 'sh', ...args];
  return [command, rest];
}

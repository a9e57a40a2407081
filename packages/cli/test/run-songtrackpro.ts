import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

export interface Ended {
  /** Exit code; null when a signal ended the process. */
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Run {
  pid: number;
  stdout(): string;
  stderr(): string;
  /** Waits until the output has a match; rejects with the whole output when the process ends without one. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Types at the program, where it was begun with `input`. */
  type(text: string): void;
  /** Sends a signal, to the process alone or, as a terminal does, to its whole group. */
  send(signal: NodeJS.Signals, whom?: 'process' | 'group'): void;
  ended: Promise<Ended>;
}

export interface RunOptions {
  env?: Record<string, string>;
  cwd?: string;
  /** Whether it reads what somebody types. */
  input?: boolean;
}

/** What this run of the tests, or the person who runs it, must not decide; pnpm tells its scripts not to install again. */
const ours =
  /^(SONGTRACKPRO_.*|DATABASE_.*|MONGODB_URI|DOCUMENT_STORE|HOST|PORT|LOG_LEVEL|NODE_OPTIONS|NODE_ENV|VITEST.*|p?npm_.*|INIT_CWD)$/i;

/** The environment of a terminal: programs of the workspace are not on its PATH. */
function environment(given: Record<string, string> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !ours.test(name));
  const places = (process.env.PATH ?? '').split(delimiter).filter((place) => !place.includes('node_modules'));
  // Nor do profiles of the person who runs the tests: this folder isn't there.
  const settings = { XDG_CONFIG_HOME: join(tmpdir(), 'stp-no-profiles') };
  return { ...Object.fromEntries(inherited), PATH: places.join(delimiter), ...settings, ...given };
}

/** Runs a program in a process group of its own, so that signals reach it and nothing else. */
export function runProgram(
  command: string,
  args: readonly string[],
  { env, cwd, input = false }: RunOptions = {},
): Run {
  const child = spawn(command, args, {
    detached: true,
    stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    env: environment(env),
    ...(cwd !== undefined && { cwd }),
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} could not be started`);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  return {
    pid,
    stdout: () => stdout,
    stderr: () => stderr,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(stdout) ?? pattern.exec(stderr);
          if (match) resolve(match);
        };
        look();
        child.stdout?.on('data', look);
        child.stderr?.on('data', look);
        ended.then(() => reject(new Error(`it ended without saying ${pattern}:\n${stdout}\n${stderr}`)));
      }),
    type: (text) => void child.stdin?.write(text),
    send: (signal, whom = 'process') => {
      process.kill(whom === 'group' ? -pid : pid, signal);
    },
    ended,
  };
}

/** Runs `songtrackpro` as the scripts of the workspace do. */
export function songtrackpro(args: readonly string[], options: RunOptions = {}): Run {
  return runProgram(process.execPath, [main, ...args], options);
}

/** The report as it was printed, without the moment at which it was made. */
export function reportOf(stdout: string): string {
  const report = stdout.slice(stdout.indexOf('OVERVIEW'));
  const [text = ''] = report.split('\nServing at');
  return text.replace(/as of .* UTC/, '').trim();
}

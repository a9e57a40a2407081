import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataFolder } from './data-folder.ts';
import { EmbeddedStoreError } from './errors.ts';
import { parseStartReport } from './keeper/protocol.ts';
import { readTail } from './keeper/store-log.ts';
import { onMessage } from './line-stream.ts';

const MAIN = fileURLToPath(new URL('./keeper/main.ts', import.meta.url));

/**
 * Starts a keeper process and waits until this folder has one: ours, or one that was faster. Answers whether it is ours.
 * It is a process group of its own, so that Ctrl-C in a terminal reaches the programs only.
 */
export async function startKeeper(folder: DataFolder, onProgress: (line: string) => void): Promise<boolean> {
  const logFile = join(folder.logs, 'keeper.log');
  const log = openSync(logFile, 'a', 0o600);
  // Options meant for the program (a debugger's port, a loader) aren't meant for the keeper.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const keeper = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, folder.root], {
    detached: true,
    stdio: ['ignore', 'pipe', log],
    cwd: '/',
    // Passed on to the document server; halves the time both take to load.
    env: { NODE_COMPILE_CACHE: join(folder.run, 'compiled'), ...env },
    windowsHide: true,
  });
  closeSync(log);
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const receive = (message: unknown) => {
    const report = parseStartReport(message);
    if (report?.type === 'failed') reject(new EmbeddedStoreError(report.code, report.message));
    else if (report) resolve(report.type === 'listening');
  };
  if (keeper.stdout) onMessage(keeper.stdout, receive);
  keeper.once('error', reject).once('close', async () => {
    const lines = (await readTail(logFile).catch(() => [])).slice(-8).join('\n');
    reject(
      new EmbeddedStoreError(
        'in_use',
        `The keeper of the stores didn't start. Its last lines in ${logFile}:\n${lines}`,
      ),
    );
  });
  const slow = setTimeout(() => onProgress('Waiting for the stores of this data folder to stop'), 3000);
  try {
    return await promise;
  } finally {
    clearTimeout(slow);
    keeper.stdout?.destroy();
    keeper.unref();
  }
}

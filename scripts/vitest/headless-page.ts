import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { vi } from 'vitest';
import { headlessIn } from './headless-browser.ts';

export interface HeadlessPage {
  /** Runs a piece of JavaScript in the page, and answers its value. */
  run(script: string): Promise<unknown>;
  /** Waits until the text that a person would read has a match. */
  says(pattern: RegExp): Promise<string>;
  close(): Promise<void>;
}

interface Reply {
  id?: number;
  result?: { sessionId?: string; targetId?: string; result?: { value?: unknown } };
  error?: { message: string };
}

/** Speaks the DevTools protocol: sends a command and waits for its reply. */
async function openSocket(address: string) {
  const socket = new WebSocket(address);
  const waiting = new Map<number, (reply: Reply) => void>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const reply = JSON.parse(String(data)) as Reply;
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply);
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`${address} cannot be reached`)));
  });
  return (method: string, params: object = {}, sessionId?: string) =>
    new Promise<NonNullable<Reply['result']>>((resolve, reject) => {
      last += 1;
      waiting.set(last, ({ result = {}, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
      socket.send(JSON.stringify({ id: last, method, params, sessionId }));
    });
}

/** Opens an address in a headless browser, whose files lie in the folder. */
export async function openPage(program: string, folder: string, url: string): Promise<HeadlessPage> {
  await mkdir(folder, { recursive: true });
  const { args, env } = headlessIn(folder);
  const browser = spawn(program, [...args, '--remote-debugging-port=0', 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
    detached: true,
  });
  const ended = new Promise<void>((resolve) => browser.once('close', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    let said = '';
    browser.stderr.on('data', (chunk) => {
      said += chunk;
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    browser.once('error', reject);
    ended.then(() => reject(new Error(`the browser ended:\n${said}`)));
  });
  const send = await openSocket(address);
  const { targetId } = await send('Target.createTarget', { url });
  const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
  const run = async (expression: string) => {
    const { result } = await send(
      'Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true },
      sessionId,
    );
    return result?.value;
  };
  return {
    run,
    says: (pattern) =>
      vi.waitFor(
        async () => {
          const text = String(await run('document.body?.innerText'));
          if (!pattern.test(text)) throw new Error(`the page does not say ${pattern}:\n${text}`);
          return text;
        },
        { timeout: 20_000, interval: 50 },
      ),
    close: async () => {
      // With its whole group: a browser is a dozen processes.
      if (browser.pid !== undefined && browser.exitCode === null) process.kill(-browser.pid, 'SIGKILL');
      await ended;
    },
  };
}

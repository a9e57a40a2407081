import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { headlessIn } from '../vitest/headless-browser.ts';

export interface PageServer {
  origin: string;
  /** Gives the page a program and its settings; answers what the program tells. */
  show(program: string, settings: unknown, open: (url: string) => Promise<void>): Promise<unknown>;
  close(): void;
}

/** Serves one page, as a front end's own server would: from another origin than the API's. */
export async function servePage(): Promise<PageServer> {
  let [program, settings]: [string, unknown] = ['', {}];
  let told: (outcome: unknown) => void = () => {};
  const server = createServer(async (request, response) => {
    if (request.url === '/') response.setHeader('content-type', 'text/html; charset=utf-8');
    if (request.url === '/page.js') response.setHeader('content-type', 'text/javascript; charset=utf-8');
    if (request.url === '/') response.end('<!doctype html><script type="module" src="/page.js"></script>');
    else if (request.url === '/page.js') response.end(program);
    else if (request.url === '/settings') response.end(JSON.stringify(settings));
    else if (request.url === '/outcome') {
      const outcome: unknown = await json(request);
      response.end();
      told(outcome);
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    async show(text, given, open) {
      [program, settings] = [text, given];
      const outcome = new Promise<unknown>((resolve) => {
        told = resolve;
      });
      const opened = open(`${origin}/`);
      return Promise.race([outcome, opened.then(() => Promise.reject(new Error('the browser ended before the page')))]);
    },
    close: () => server.close().closeAllConnections(),
  };
}

/** Opens an address in a headless browser, until `stop`; its files lie in the folder. */
export async function openBrowser(program: string, folder: string, url: string, stop: AbortSignal): Promise<void> {
  await mkdir(folder, { recursive: true });
  const { args, env } = headlessIn(folder);
  const browser = spawn(program, [...args, url], { stdio: 'ignore', env, detached: process.platform !== 'win32' });
  const end = () => {
    if (browser.pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? browser.pid : -browser.pid, 'SIGKILL');
    } catch {
      // It has just ended.
    }
  };
  stop.addEventListener('abort', end, { once: true });
  await new Promise<void>((resolve, reject) => {
    browser.once('error', reject);
    browser.once('close', () => resolve());
  });
}

import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { json } from 'node:stream/consumers';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A browser that can be driven without a window: the one that `CHROMIUM` names, or one on the path. */
export function findChromium(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    process.env.CHROMIUM ?? '',
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
  ];
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return path !== '';
    } catch {
      return false;
    }
  });
}

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
  const args = [
    '--headless=new',
    // The sandbox of a browser can't be had as root or in most containers; the page is our own.
    '--no-sandbox',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    `--user-data-dir=${join(folder, 'profile')}`,
    url,
  ];
  // What a browser leaves in a temporary folder lies in its own.
  const env = { ...process.env, TMPDIR: folder, HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder };
  const browser = spawn(program, args, { stdio: 'ignore', env, detached: process.platform !== 'win32' });
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

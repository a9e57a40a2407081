import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

interface Block {
  language: string;
  code: string;
  /** What the page says that it prints; `…` stands for anything. */
  prints: string | undefined;
}

const fences = /^```(\w+)\n(.*?)^```/gms;

/** Blocks of a page that are programs, each with what the next block says that it prints. */
async function readBlocks(page: string): Promise<Block[]> {
  const found = [...(await readFile(path(`../../docs/${page}`), 'utf8')).matchAll(fences)];
  const blocks = found.map(([, language = '', code = '']) => ({ language, code }));
  return blocks.flatMap(({ language, code }, index) => {
    const next = blocks[index + 1];
    return language === 'text' ? [] : [{ language, code, prints: next?.language === 'text' ? next.code : undefined }];
  });
}

const toPattern = (text: string): RegExp => {
  const parts = text.trim().split('…');
  return new RegExp(`^${parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*')}$`);
};

interface Printed {
  stdout: string;
  /** What it has to be, by the page. */
  expected: RegExp;
}

async function run(command: string, args: readonly string[], folder: string, env: Record<string, string>) {
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`a block of the docs ended with ${code}:\n${stderr}`);
  return stdout.trim();
}

/** A folder in which programs find the SDK, and `npx -y pnpm@12 songtrackpro …` is the command of this checkout. */
async function prepare(folder: string): Promise<Record<string, string>> {
  await mkdir(join(folder, 'bin'), { recursive: true });
  await symlink(path('../node_modules'), join(folder, 'node_modules'), 'junction');
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  const npx = `#!/bin/sh\nshift 3\nexec '${process.execPath}' '${path('../../packages/cli/src/main.ts')}' "$@"\n`;
  await writeFile(join(folder, 'bin', 'npx'), npx);
  await chmod(join(folder, 'bin', 'npx'), 0o755);
  return { PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH ?? ''}` };
}

// These start a server, or set what the test sets by itself.
const passedOver = /pnpm@12 start|^export /m;

/** Runs what a page shows, in its order: all TypeScript as one program, each block of a shell by itself. */
export async function runPage(page: string, folder: string, env: Record<string, string>): Promise<Printed[]> {
  const given = { ...env, ...(await prepare(folder)) };
  const blocks = await readBlocks(page);
  const program = blocks.filter(({ language }) => language === 'ts');
  await writeFile(join(folder, 'page.ts'), program.map(({ code }) => code).join('\n'));
  const printed: Printed[] = [];
  printed.push({
    stdout: await run(process.execPath, ['page.ts'], folder, given),
    expected: toPattern(program.flatMap(({ prints }) => prints ?? []).join('')),
  });
  for (const { language, code, prints } of blocks) {
    if (language !== 'sh' || prints === undefined || passedOver.test(code)) continue;
    printed.push({ stdout: await run('/bin/sh', ['-c', code], folder, given), expected: toPattern(prints) });
  }
  return printed;
}

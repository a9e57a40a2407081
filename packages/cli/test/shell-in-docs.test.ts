import { readdir, readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { songtrackpro } from '../src/songtrackpro.ts';

const root = new URL('../../../', import.meta.url);
const blocks = /^```sh\n(.*?)^```/gms;
const call = /\bpnpm@12 (songtrackpro|start)\b(.*)/g;

async function pages(): Promise<{ path: string; text: string }[]> {
  const inDocs = (await readdir(new URL('docs', root), { recursive: true })).map((name) => `docs/${name}`);
  const paths = ['README.md', 'examples/README.md', ...inDocs].filter((path) => path.endsWith('.md'));
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(new URL(path, root), 'utf8') })));
}

/** The innermost command that some words name, with its options and those of the commands around it. */
function follow(command: Command, words: readonly string[]): { name: string; options: string[] } {
  const [next, ...rest] = words;
  const child = command.commands.find((candidate) => candidate.name() === next);
  if (child) return follow(child, rest);
  return { name: command.name(), options: command.options.flatMap(({ long, short }) => [long ?? '', short ?? '']) };
}

test('every command of songtrackpro that a page shows exists, with each option that is given to it', async () => {
  const program = songtrackpro();
  let calls = 0;
  for (const { path, text } of await pages()) {
    for (const [, block = ''] of text.matchAll(blocks)) {
      for (const [line, script, rest = ''] of block.matchAll(call)) {
        calls += 1;
        const words = (script === 'start' ? `start${rest}` : rest)
          .replaceAll(/'[^']*'|"[^"]*"/g, 'text')
          .trim()
          .split(/\s+/);
        const { name, options } = follow(program, words);
        expect(name, `${path}: ${line}`).not.toBe(program.name());
        const given = words.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.split('=')[0]);
        for (const option of given) expect(options, `${path}: ${line}`).toContain(option);
      }
    }
  }
  expect(calls).toBeGreaterThan(20);
});

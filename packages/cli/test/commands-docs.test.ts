import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { songtrackpro } from '../src/songtrackpro.ts';

const page = (path: string) => readFile(new URL(`../../../${path}`, import.meta.url), 'utf8');

/** Every command that does something, by what is typed. */
function commandsOf(command: Command, words: string[] = []): { name: string; options: string[] }[] {
  const inner = command.commands.flatMap((child) => commandsOf(child, [...words, child.name()]));
  const acts = words.length > 0 && (command.commands.length === 0 || command.registeredArguments.length > 0);
  const options = command.options.map(({ long }) => long ?? '');
  return acts ? [{ name: words.join(' '), options }, ...inner] : inner;
}

const commands = commandsOf(songtrackpro());

/** They serve until they are stopped, or write lines for programs as it is. */
const withoutJson = ['start', 'dev', 'serve', 'export tracks', 'export audit', 'export series'];

test('every command that ends with an answer gives it to programs as well', () => {
  const without = commands.filter(({ options }) => !options.includes('--json')).map(({ name }) => name);
  expect(without.toSorted()).toEqual(withoutJson.toSorted());
});

test('the page of operations has a row for every command and every exit code, and for nothing else', async () => {
  const text = await page('docs/operations.md');
  const section = text.slice(text.indexOf('\n## Commands\n'), text.indexOf('\n## Several processes\n'));
  const rows = [...section.matchAll(/^\| `([a-z][a-z -]*?)(?: <[^`]*)?` +\|/gm)].map(([, name]) => name);
  expect(rows.toSorted()).toEqual(commands.map(({ name }) => name).toSorted());
  for (const code of ['0', '1', '2', '130']) expect(section).toMatch(new RegExp(`^\\| ${code} +\\|`, 'm'));
});

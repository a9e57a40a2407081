import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { actingCommands, readPage, renderCommands } from '../scripts/render-commands.ts';
import { exitCodes } from '../src/terminal.ts';

const commands = actingCommands().map(({ words, command }) => ({
  name: words.join(' '),
  options: command.options.map(({ long }) => long ?? ''),
}));
const asking = commands.filter(({ options }) => options.includes('--profile'));

/** They serve until they are stopped, or write lines for programs as it is. */
const withoutJson = ['start', 'dev', 'serve', 'export tracks', 'export audit', 'export series', 'completion'];

test('every command that ends with an answer gives it to programs as well', () => {
  const without = commands.filter(({ options }) => !options.includes('--json')).map(({ name }) => name);
  expect(without.toSorted()).toEqual(withoutJson.toSorted());
});

const rowsOf = (section: string) =>
  [...section.matchAll(/^\| `([a-z][a-z -]*?)(?: <[^`]*)?` +\|/gm)].map(([, name = '']) => name);

test('each command has its row either on the page of operations or on that of the command line, and nothing else has', async () => {
  const operations = await readFile(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
  const ofInstallation = rowsOf(
    operations.slice(operations.indexOf('\n## Commands\n'), operations.indexOf('\n## Several processes\n')),
  );
  const cli = await readPage();
  const ofServers = rowsOf(cli.slice(cli.indexOf('\n## What they print\n'), cli.indexOf('\n## Exit codes\n')));
  expect([...ofInstallation, ...ofServers].toSorted()).toEqual(commands.map(({ name }) => name).toSorted());
  expect(asking.map(({ name }) => name).filter((name) => !ofServers.includes(name))).toEqual([]);
});

test('the page of the command line says every exit code, and every command with its options as --help does', async () => {
  const page = await readPage();
  for (const code of Object.values(exitCodes)) expect(page).toMatch(new RegExp(`^\\| ${code} +\\|`, 'm'));
  expect(page).toBe(renderCommands(page));
});

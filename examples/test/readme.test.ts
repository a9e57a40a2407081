import { access, readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const at = (path: string) => new URL(`../${path}`, import.meta.url);
const page = await readFile(at('README.md'), 'utf8');

/** What other programs are made of. */
const parts = ['agree-as-person.ts', 'read-mail.ts'];

test('the index has one command for every program and every page, and none for anything else', async () => {
  const programs = (await readdir(at('src'))).filter((name) => name.endsWith('.ts') && !parts.includes(name));
  const folders = await readdir(at('.'), { withFileTypes: true });
  const pages: string[] = [];
  for (const { name } of folders.filter((entry) => entry.isDirectory())) {
    const isPage = await access(at(`${name}/index.html`)).then(
      () => true,
      () => false,
    );
    if (isPage) pages.push(name);
  }
  const rows = page.split('\n').filter((line) => line.startsWith('| ['));
  const commands = rows.map((row) => /`npx -y pnpm@12 ([^`]+)`/.exec(row.slice(row.lastIndexOf(' | ')))?.[1] ?? '');
  const named = commands.map(
    (command) => /^exec node examples\/src\/(\S+)/.exec(command)?.[1] ?? /example-(\w+) run dev$/.exec(command)?.[1],
  );
  expect(named.toSorted()).toEqual([...programs, ...pages].toSorted());
});

test('every program of the index is run by a test', async () => {
  const tests = (await readdir(at('test'))).filter((name) => name.endsWith('.test.ts'));
  const text = (await Promise.all(tests.map((name) => readFile(at(`test/${name}`), 'utf8')))).join('\n');
  const programs = [...page.matchAll(/exec node examples\/src\/(\S+\.ts)/g)].map(([, name = '']) => name);
  expect(programs.filter((name) => !text.includes(`run('${name}'`))).toEqual([]);
});

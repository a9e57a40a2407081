import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findExports } from './find-exports.ts';

let folder: string;
let name: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stp exports '));
  name = basename(folder);
  const files = [
    'b.csv',
    'a.TSV',
    'sub/deep/c.txt',
    'sub/cover.png',
    'sub/Sales.XLSX',
    '.hidden.csv',
    '.git/objects/d.csv',
  ];
  for (const file of files) {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), 'date,streams\n');
  }
  await symlink(join(folder, 'b.csv'), join(folder, 'link.csv'));
  await symlink(join(folder, 'gone.csv'), join(folder, 'broken.csv'));
  await symlink(folder, join(folder, 'sub', 'circle'));
  await mkdir(join(folder, 'folder.csv'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('tables are found in every subfolder, named with their folder, in the order of their names', async () => {
  const { files } = await findExports(folder);
  const names = ['a.TSV', 'b.csv', 'link.csv', 'sub/deep/c.txt'];
  expect(files.map(({ fileName }) => fileName)).toEqual(names.map((file) => `${name}/${file}`));
});

test('other files are counted; hidden ones, broken links and links to folders are nobody’s exports', async () => {
  expect((await findExports(folder)).passedOver).toBe(2);
});

test('one file is taken whatever its ending, with its folder’s name', async () => {
  expect(await findExports(join(folder, 'sub', 'cover.png'))).toEqual({
    files: [{ path: join(folder, 'sub', 'cover.png'), fileName: 'sub/cover.png' }],
    passedOver: 0,
    workbooks: [],
  });
});

test('a folder that is named like a table is a folder', async () => {
  await expect(findExports(join(folder, 'folder.csv'))).rejects.toThrow('it is empty');
});

test('workbooks that are passed over are named, also where there is nothing else', async () => {
  expect((await findExports(folder)).workbooks).toEqual([`${name}/sub/Sales.XLSX`]);
  const books = join(folder, 'sub', 'books');
  await mkdir(books);
  await rename(join(folder, 'sub', 'Sales.XLSX'), join(books, 'Sales.xlsx'));
  await expect(findExports(books)).rejects.toThrow('Save as CSV: books/Sales.xlsx.');
});

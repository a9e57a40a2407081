import { chmod, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
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
    'sub/all exports.zip',
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
  expect((await findExports(folder)).passedOver).toBe(3);
});

test('one file is taken whatever its ending, with its folder’s name', async () => {
  expect(await findExports(join(folder, 'sub', 'cover.png'))).toEqual({
    files: [{ path: join(folder, 'sub', 'cover.png'), fileName: 'sub/cover.png' }],
    passedOver: 0,
    workbooks: [],
    archives: [],
    closed: [],
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

test('archives whose names do not say what is in them are named', async () => {
  expect((await findExports(folder)).archives).toEqual([`${name}/sub/all exports.zip`]);
  const archives = join(folder, 'archives');
  await mkdir(archives);
  await writeFile(join(archives, 'all.zip'), '');
  await expect(findExports(archives)).rejects.toThrow('Unpack: archives/all.zip.');
});

test('a path that is too long to be sent is named by its last folder', async () => {
  const parts = Array.from({ length: 6 }, (_, at) => `${at}`.repeat(190));
  const deep = join(folder, 'deep', ...parts);
  await mkdir(deep, { recursive: true });
  await writeFile(join(deep, 'far.csv'), 'date,streams\n');
  const { files } = await findExports(join(folder, 'deep'));
  expect(files.map(({ fileName }) => fileName)).toEqual([`${parts.at(-1)}/far.csv`]);
});

// The superuser may read every folder.
test.skipIf(process.getuid?.() === 0)('a folder that may not be read keeps nothing else from being found', async () => {
  const closed = join(folder, 'partly', 'closed');
  await mkdir(closed, { recursive: true });
  await writeFile(join(folder, 'partly', 'open.csv'), 'date,streams\n');
  await chmod(closed, 0);
  const found = await findExports(join(folder, 'partly'));
  expect(found.files.map(({ fileName }) => fileName)).toEqual(['partly/open.csv']);
  expect(found.closed).toEqual(['partly/closed']);
  await chmod(closed, 0o700);
});

test('what a browser downloaded again comes after what it had downloaded before', async () => {
  const downloads = join(folder, 'downloads');
  await mkdir(downloads);
  const names = [
    'a.csv',
    'report.csv',
    'report (1).csv',
    'report(2).csv',
    'report (10).csv',
    'report-b.csv',
    'report-b (1).csv.gz',
  ];
  for (const file of names) await writeFile(join(downloads, file), '');
  const { files } = await findExports(downloads);
  expect(files.map(({ fileName }) => fileName)).toEqual(
    [
      'a.csv',
      'report-b.csv',
      'report-b (1).csv.gz',
      'report.csv',
      'report (1).csv',
      'report(2).csv',
      'report (10).csv',
    ].map((file) => `downloads/${file}`),
  );
});

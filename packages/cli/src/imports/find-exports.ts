import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { CommandError } from '../terminal.ts';

export interface ExportFile {
  path: string;
  /** Name with its folder, which may name the artist or the ad account; separated by `/` on every system. */
  fileName: string;
}

export interface FoundExports {
  files: ExportFile[];
  /** Files whose ending says that they are no table; they are not read. */
  passedOver: number;
  /** Workbooks among them, which can be saved as tables. */
  workbooks: string[];
}

/** A zip or gzip counts where its name says what is in it; others hold anything. */
const tableEnding = /\.(?:csv|tsv|txt)(?:\.(?:gz|zip))?$/i;

const workbookEnding = /\.(?:xlsx?|xlsm|xlsb|ods|numbers)$/i;

const withSlashes = (path: string) => path.split(sep).join('/');

/** Links count as what they point to, except that links to folders are not followed: they may lead round in circles. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths: string[] = [];
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const below = relative(folder, path).split(sep);
    // Hidden files and folders belong to programs, such as .DS_Store and .git.
    if (below.some((name) => name.startsWith('.'))) continue;
    const isFile = entry.isFile() || (entry.isSymbolicLink() && (await stat(path).catch(() => null))?.isFile());
    if (isFile) paths.push(path);
  }
  return paths.sort();
}

/**
 * The exports below a folder, in the order of their names; or one file, whatever its ending.
 *
 * @throws CommandError when there is nothing to import
 */
export async function findExports(path: string): Promise<FoundExports> {
  const root = resolve(path);
  const kind = await stat(root).catch(() => null);
  if (!kind) throw new CommandError(`There is no file or folder ${root}. Check the path.`);
  if (kind.isFile()) {
    return {
      files: [{ path: root, fileName: withSlashes(join(basename(dirname(root)), basename(root))) }],
      passedOver: 0,
      workbooks: [],
    };
  }
  if (!kind.isDirectory()) throw new CommandError(`${root} is neither a file nor a folder. Check the path.`);
  const paths = await filesBelow(root);
  const tables = paths.filter((file) => tableEnding.test(file));
  const nameOf = (file: string) => withSlashes(join(basename(root), relative(root, file)));
  const workbooks = paths.filter((file) => workbookEnding.test(file)).map(nameOf);
  if (tables.length === 0) {
    const others = paths.length === 0 ? 'it is empty' : `its ${paths.length} files are none`;
    const advice = workbooks.length === 0 ? '' : ` Save as CSV: ${workbooks.join(', ')}.`;
    throw new CommandError(
      `There are no exports (.csv, .tsv, .txt) in ${root}: ${others}.${advice} Nothing was started.`,
    );
  }
  const files = tables.map((file) => ({ path: file, fileName: nameOf(file) }));
  return { files, passedOver: paths.length - tables.length, workbooks };
}

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
  /** Archives among them whose names don't say what is in them. */
  archives: string[];
  /** Folders that may not be read. */
  closed: string[];
}

/** A zip or gzip counts where its name says what is in it; others hold anything. */
const tableEnding = /\.(?:csv|tsv|txt)(?:\.(?:gz|zip))?$/i;

const workbookEnding = /\.(?:xlsx?|xlsm|xlsb|ods|numbers)$/i;

const archiveEnding = /\.(?:zip|gz|tgz|bz2|xz|zst|7z|rar|tar)$/i;

/** A server takes names of up to 1,000 characters; of a longer one the file and its folder say all that is needed. */
const longestName = 1000;

const withSlashes = (path: string) => path.split(sep).join('/');

/**
 * Links count as what they point to, except that links to folders are not followed: they may lead round in circles. A folder
 * below that may not be read keeps nothing else from being found.
 */
async function filesBelow(folder: string): Promise<{ paths: string[]; closed: string[] }> {
  const paths: string[] = [];
  const closed: string[] = [];
  const folders = [folder];
  for (const parent of folders) {
    const entries = await readdir(parent, { withFileTypes: true }).catch((error: unknown) => {
      if (parent === folder) throw cannotRead(parent, error);
      closed.push(parent);
      return [];
    });
    for (const entry of entries) {
      // Hidden files and folders belong to programs, such as .DS_Store and .git.
      if (entry.name.startsWith('.')) continue;
      const path = join(parent, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() || (entry.isSymbolicLink() && (await stat(path).catch(() => null))?.isFile()))
        paths.push(path);
    }
  }
  return { paths: paths.sort(byName), closed };
}

const NUMBERED = / ?\((\d{1,9})\)(?=(?:\.[a-z]{2,4}){0,2}$)/i;

/** A browser numbers what it downloads again, so `report (1).csv` is newer than `report.csv` and must have the last word. */
function byName(a: string, b: string): number {
  const [first, second] = [a.replace(NUMBERED, ''), b.replace(NUMBERED, '')];
  if (first !== second) return first < second ? -1 : 1;
  const numberOf = (path: string) => Number(NUMBERED.exec(path)?.[1] ?? 0);
  return numberOf(a) - numberOf(b) || (a < b ? -1 : 1);
}

const cannotRead = (path: string, error: unknown): CommandError =>
  new CommandError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);

/** Name of a file from the folder that was given on. */
function nameBelow(root: string, file: string): string {
  const name = withSlashes(join(basename(root), relative(root, file)));
  return name.length <= longestName ? name : name.split('/').slice(-2).join('/');
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
      archives: [],
      closed: [],
    };
  }
  if (!kind.isDirectory()) throw new CommandError(`${root} is neither a file nor a folder. Check the path.`);
  const { paths, closed } = await filesBelow(root);
  const tables = paths.filter((file) => tableEnding.test(file));
  const nameOf = (file: string) => nameBelow(root, file);
  const others = paths.filter((file) => !tableEnding.test(file));
  const workbooks = others.filter((file) => workbookEnding.test(file)).map(nameOf);
  const archives = others.filter((file) => archiveEnding.test(file)).map(nameOf);
  if (tables.length === 0) {
    const reason = paths.length === 0 ? 'it is empty' : `its ${paths.length} files are none`;
    const advice = [
      workbooks.length === 0 ? '' : ` Save as CSV: ${workbooks.join(', ')}.`,
      archives.length === 0 ? '' : ` Unpack: ${archives.join(', ')}.`,
      closed.length === 0 ? '' : ` May not be read: ${closed.map(nameOf).join(', ')}.`,
    ].join('');
    throw new CommandError(
      `There are no exports (.csv, .tsv, .txt) in ${root}: ${reason}.${advice} Nothing was started.`,
    );
  }
  const files = tables.map((file) => ({ path: file, fileName: nameOf(file) }));
  return { files, passedOver: others.length, workbooks, archives, closed: closed.map(nameOf) };
}

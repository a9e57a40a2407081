import { posix } from 'node:path';
import type { TextFile } from './repository.ts';

const fences = /^```.*?^```/gms;
const inlineCode = /`([^`\n]+)`/g;
const link = /\]\(([^)\s]+)\)/g;
const topFolder = /^(packages|docs|scripts|examples|bench|\.ci)\//;
const fileName = /^[\w@.-]+(\/[\w@.-]+)+\.(ts|mjs|md|json|sql|ya?ml|csv)$/;
/** Patterns, placeholders and ellipses name no single file. */
const placeholder = /[<>*{}…$]/;

/** Paths that a page cites: in backticks where they look like one of ours, and relative links. */
function citedPaths(text: string): string[] {
  const prose = text.replace(fences, '');
  const inCode = [...prose.matchAll(inlineCode)].map((match) => match[1] ?? '');
  const inLinks = [...prose.matchAll(link)].map((match) => decodeURI((match[1] ?? '').split('#')[0] ?? ''));
  return [
    ...inCode.filter((path) => (topFolder.test(path) || fileName.test(path)) && !/[\s:]/.test(path)),
    ...inLinks.filter((path) => path !== '' && !/^[a-z]+:/.test(path)),
  ].filter((path) => !placeholder.test(path));
}

/** Finds cited paths that lead nowhere, seen from the page's folder, its package or the root. */
export function findStalePaths(pages: readonly TextFile[], files: readonly string[]): string[] {
  const known = new Set<string>(files);
  for (const file of files) {
    for (let folder = posix.dirname(file); folder !== '.'; folder = posix.dirname(folder)) known.add(folder);
  }
  return pages.flatMap(({ path, text }) =>
    citedPaths(text)
      .filter((cited) => {
        const fromPage = posix.join(posix.dirname(path), cited).replace(/\/$/, '');
        const fromRoot = posix.normalize(cited).replace(/\/$/, '');
        return !known.has(fromPage) && !known.has(fromRoot);
      })
      .map((cited) => `${path}: ${cited} does not exist`),
  );
}

const pnpmCommand = /npx -y pnpm@12 +([\w:-]+)/g;
const ofPnpm = ['install', 'exec', 'run', 'add', 'remove', 'approve', '--filter', '-r'];

/** Finds commands of pages that run a script which does not exist. */
export function findStaleCommands(pages: readonly TextFile[], scripts: readonly string[]): string[] {
  const known = new Set([...scripts, ...ofPnpm]);
  return pages.flatMap(({ path, text }) =>
    [...text.matchAll(pnpmCommand)]
      .map((match) => match[1] ?? '')
      .filter((script) => !known.has(script))
      .map((script) => `${path}: there is no script "${script}"`),
  );
}

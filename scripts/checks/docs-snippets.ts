import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TextFile } from './repository.ts';

export interface Snippet {
  /** `page:line` of its first line. */
  place: string;
  code: string;
}

const fence = /^```(?:ts|typescript)\n(.*?)^```/gms;

const oneProgram = '<!-- one program -->';
const linesIn = (text: string): number => text.split('\n').length;

/** Blocks of a page that are one program, with an empty line for each line of the page between them. */
function joined(path: string, text: string): Snippet[] {
  const blocks = [...text.matchAll(fence)].map((match) => ({
    line: linesIn(text.slice(0, match.index)) + 1,
    code: match[1] ?? '',
  }));
  const [first] = blocks;
  if (!first) return [];
  let code = '';
  for (const block of blocks) code += '\n'.repeat(block.line - first.line - linesIn(code) + 1) + block.code;
  return [{ place: `${path}:${first.line}`, code }];
}

/** Every block of TypeScript on the pages; those of a page that says so are one program. */
export function extractSnippets(pages: readonly TextFile[]): Snippet[] {
  return pages.flatMap(({ path, text }) =>
    text.includes(oneProgram)
      ? joined(path, text)
      : [...text.matchAll(fence)].map((match) => ({
          place: `${path}:${linesIn(text.slice(0, match.index)) + 1}`,
          code: match[1] ?? '',
        })),
  );
}

/** What a page may take for given once it has shown it. */
const given = `import type { SongTrackPro } from '@songtrackpro/sdk';
declare global {
  const client: SongTrackPro;
  const id: string;
  const artistId: string;
  const trackId: string;
  const campaignId: string;
}
`;

function tsconfig(root: string): string {
  const compilerOptions = {
    noUnusedLocals: false,
    noUnusedParameters: false,
    typeRoots: [`${root}/node_modules/@types`],
  };
  return JSON.stringify({ extends: `${root}/tsconfig.base.json`, compilerOptions, include: ['*.ts'] });
}

/** Compiles snippets against the packages of this repository and answers the compiler's complaints by page and line. */
export async function compileSnippets(snippets: readonly Snippet[]): Promise<string[]> {
  if (snippets.length === 0) return [];
  const root = resolve('.');
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'stp-snippets-')));
  try {
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'tsconfig.json'), tsconfig(root));
    await writeFile(join(folder, 'given.ts'), given);
    for (const [index, { code }] of snippets.entries())
      await writeFile(join(folder, `snippet-${index}.ts`), `${code}\nexport {};\n`);
    const output = await runCompiler(join(root, 'node_modules/.bin/tsc'), folder);
    return output.split('\n').flatMap((line) => explain(line, snippets));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A compiler that cannot be started must not pass for one without complaints. */
function runCompiler(tsc: string, folder: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  execFile(tsc, ['-p', folder, '--pretty', 'false', '--checkers', '1'], { cwd: folder }, (error, stdout) => {
    if (error && stdout === '') reject(error);
    else resolve(stdout);
  });
  return promise;
}

function explain(line: string, snippets: readonly Snippet[]): string[] {
  const match = /^snippet-(\d+)\.ts\((\d+),\d+\): error (.*)$/.exec(line);
  // Faults in the packages themselves are shown by the type check; those of the set-up concern no file.
  if (!match) return line.startsWith('error ') ? [line] : [];
  const snippet = snippets[Number(match[1])];
  const [page, first] = snippet?.place.split(/:(?=\d+$)/) ?? [];
  return [`${page}:${Number(first) + Number(match[2]) - 1}: ${match[3]}`];
}

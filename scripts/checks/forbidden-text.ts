import type { TextFile } from './repository.ts';

interface Ban {
  pattern: RegExp;
  /** What to do instead. */
  advice: string;
  /** Files that the ban is about; all unless given. */
  in?: RegExp;
  notIn?: RegExp;
  /** `free` where a comment may use the same words. */
  prose?: 'free';
}

const comment = /^\s*(\/\/|\/?\*)/;
const code = /\.(ts|mts|mjs|js)$/;

const aPathOfOneMachine = 'a path of one machine; take the temporary folder, the home folder or a relative path';

const bans: readonly Ban[] = [
  { pattern: /\b(test|it|describe|suite)(\.\w+)*\.only\b/, in: code, advice: 'a focused test hides all others' },
  { pattern: /\b(vi|jest)\.(mock|doMock)\(/, in: code, advice: 'our own modules are run, not mocked' },
  {
    pattern: /\bas\s+unknown\s+as\b/,
    in: code,
    prose: 'free',
    advice: 'parse the value instead of asserting its type',
  },
  {
    pattern: /(:|\bas|<)\s*any\b(?!\s*[a-z])/,
    in: code,
    prose: 'free',
    advice: 'name the type, or take unknown and parse it',
  },
  {
    pattern: /@ts-(ignore|nocheck)/,
    in: code,
    advice: 'mend the type; where a fault is expected, use ts-expect-error',
  },
  { pattern: /(?<![\w.:}-])\/(work|root)\/[\w.-]+/, advice: aPathOfOneMachine },
  { pattern: /(?<![\w.:}-])\/(home|Users)\/[\w.-]+/, notIn: /\.test\.ts$/, advice: aPathOfOneMachine },
  {
    pattern: /\bregistry\.[\w-]+\.\w+|\btarball:|https?:\/\/[^\s'"]+\.tgz/,
    advice: 'no registry address belongs into the repository',
  },
  { pattern: /shared\/data\b/, notIn: /^\.ci\/run$/, advice: 'real data are found by REAL_DATA_DIR' },
];

const skipped = /\b(test|it|describe|suite)(\.\w+)*\.(skip|todo)\b/;
const vagueName = /(^|\/)(utils?|helpers?)(\.|\/|$)/i;

function findSkips({ path, text }: TextFile): string[] {
  if (!path.endsWith('.test.ts')) return [];
  const lines = text.split('\n');
  return lines.flatMap((line, index) => {
    const reason = line.includes('// ') || lines[index - 1]?.trim().startsWith('// ');
    return skipped.test(line) && !reason ? [`${path}:${index + 1}: say in a comment why this test is left out`] : [];
  });
}

function findBanned(file: TextFile): string[] {
  const { path, text } = file;
  const applying = bans.filter((ban) => (ban.in?.test(path) ?? true) && !ban.notIn?.test(path));
  return text.split('\n').flatMap((line, index) =>
    applying.flatMap(({ pattern, advice, prose }) => {
      const found = prose === 'free' && comment.test(line) ? undefined : pattern.exec(line)?.[0];
      return found === undefined ? [] : [`${path}:${index + 1}: "${found.trim()}": ${advice}`];
    }),
  );
}

/** Finds what no file of the repository may contain or be called. */
export function findForbidden(files: readonly TextFile[]): string[] {
  return files.flatMap((file) => [
    ...(vagueName.test(file.path) ? [`${file.path}: name it after what it does`] : []),
    ...findBanned(file),
    ...findSkips(file),
  ]);
}

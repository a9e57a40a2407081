import { expect, test } from 'vitest';
import { findBadBlocks } from './docs-blocks.ts';
import { findStaleCommands, findStalePaths } from './docs-references.ts';
import { compileSnippets, extractSnippets } from './docs-snippets.ts';
import { compareErrorDocs } from './error-docs.ts';
import { compareSecurityDocs } from './security-docs.ts';

const files = ['README.md', 'docs/a.md', 'packages/db/README.md', 'packages/db/src/core/tenant.ts'];
const page = (text: string, path = 'docs/a.md') => [{ path, text }];

test.each([
  '`packages/db/src/core/gone.ts`',
  '`packages/gone`',
  '[guide](b.md)',
  '[guide](../docs/b.md#part)',
  '`src/core/gone.ts`',
])('a page that cites %s is stale', (text) => {
  expect(findStalePaths(page(text, 'packages/db/README.md'), files)).toHaveLength(1);
});

test.each([
  '`packages/db/src/core/tenant.ts` and `packages/db/src`',
  '[other](https://example.com/x.md) and [below](#part)',
  '`packages/<name>/src/{a,b}.ts`',
  '```\npackages/db/src/gone.ts\n```',
  '`src/core/tenant.ts`',
  '`application/json` or `GET /v1/tracks`',
])('a page that says %s is current', (text) => {
  expect(findStalePaths(page(text, 'packages/db/README.md'), files)).toEqual([]);
});

test('a command that runs a missing script is found', () => {
  const text = '```sh\nnpx -y pnpm@12 start\nnpx -y pnpm@12 launch\nnpx -y pnpm@12 install\n```';
  expect(findStaleCommands(page(text), ['start'])).toEqual(['docs/a.md: there is no script "launch"']);
});

test('code on a page that does not compile is found at its line', async () => {
  const wrong = 'Text.\n\n```ts\nconst page = await client.tracks.list();\nconsole.log(page.rows);\n```\n';
  const right = "```ts\nimport { SongTrackPro } from '@songtrackpro/sdk';\nawait client.organizations.me();\n```\n";
  const problems = await compileSnippets(extractSnippets([...page(wrong), ...page(right, 'README.md')]));
  expect(problems).toEqual([expect.stringMatching(/^docs\/a\.md:5: .*'rows'/)]);
});

test('JSON that does not parse, a command that no shell reads, and a language that nothing checks, are found', async () => {
  const text = '```json\n{ "a": 1, }\n```\n\n```json\n[1]\n```\n\n```sh\necho "a\n```\n\n```cobol\nSTOP.\n```\n';
  const readShell = async ({ input = '' }) => ({ ok: !input.includes('"a'), output: 'unterminated' });
  expect(await findBadBlocks(page(text), readShell)).toEqual([
    'docs/a.md:14: nothing checks blocks of cobol',
    expect.stringMatching(/^docs\/a\.md:2: .*JSON/),
    'docs/a.md:10: unterminated',
  ]);
});

test('blocks of a page that are one program may use what those before them declare, and keep their lines', async () => {
  const blocks = ["const a: string = 'a';", 'const b: number = a;'].map((code) => `\`\`\`ts\n${code}\n\`\`\`\n`);
  const text = `<!-- one program -->\n\n${blocks.join('\nText.\n\n')}`;
  const [program, ...others] = extractSnippets(page(text));
  expect([program?.place, program?.code.split('\n'), others]).toEqual([
    'docs/a.md:4',
    ["const a: string = 'a';", '', '', '', '', '', 'const b: number = a;', ''],
    [],
  ]);
});

test('error codes that the page lacks, and those that nothing answers, are found', () => {
  const text = '| `not_found` | x |\n## `gone_code`\nSee `other_word`.\n';
  expect(compareErrorDocs(text, ['not_found', 'forbidden'])).toEqual([
    'docs/errors.md does not describe forbidden',
    'docs/errors.md describes gone_code, which is not in the catalogue',
  ]);
});

test('a risk without a test, and a test that was renamed, are found', () => {
  const table = [
    '| Risk | Protection | Tests |',
    '| --- | --- | --- |',
    '| API1 | policies | `a.test.ts`: “one is refused”, “two is refused”; `b.test.ts`: “three is refused” |',
    '| API2 | hope | |',
  ].join('\n');
  const files = [{ path: 'a.test.ts', text: "test('one is refused', () => {});\ntest('two is ref', () => {});" }];
  expect(compareSecurityDocs(table, files)).toEqual([
    'docs/security.md: no test covers “API2”',
    'docs/security.md: a.test.ts has no test “two is refused”',
    'docs/security.md: b.test.ts has no test “three is refused”',
  ]);
});

import { readFile } from 'node:fs/promises';
import { contract, errorCatalogue } from '@songtrackpro/contracts';
import { findBadBlocks } from '../checks/docs-blocks.ts';
import { findBrokenLinks } from '../checks/docs-links.ts';
import { findStaleCommands, findStalePaths } from '../checks/docs-references.ts';
import { compileSnippets, extractSnippets } from '../checks/docs-snippets.ts';
import { compareDomains } from '../checks/domain-names.ts';
import { compareDomainPages, compareIndex } from '../checks/domain-pages.ts';
import { compareErrorDocs } from '../checks/error-docs.ts';
import { measureLengths } from '../checks/file-length.ts';
import { findForbidden } from '../checks/forbidden-text.ts';
import { compareDoctorDocs, compareMetricDocs } from '../checks/operator-docs.ts';
import { readDomains } from '../checks/read-domains.ts';
import { listFiles, readTexts } from '../checks/repository.ts';
import { checkSdkTypes } from '../checks/sdk-types.ts';
import { compareSecurityDocs } from '../checks/security-docs.ts';
import { compareStates } from '../checks/state-code.ts';
import { judge, publishedFile } from '../compatibility/judge.ts';
import { type Snapshot, takeSnapshot } from '../compatibility/take-snapshot.ts';
import { withPlan } from '../docs/scaling-plan.ts';
import type { Programs } from './programs.ts';
import type { Step } from './step.ts';

function check(name: string, find: (programs: Programs) => Promise<string[]>): Step {
  return {
    name,
    run: async (programs) => {
      const problems = await find(programs);
      return { ok: problems.length === 0, output: problems.join('\n') };
    },
  };
}

const readPages = async (files: readonly string[]) => readTexts(files.filter((path) => path.endsWith('.md')));

const fileLength: Step = {
  name: 'file length',
  run: async () => {
    const { problems, warnings } = measureLengths(await readTexts(await listFiles()));
    return { ok: problems.length === 0, output: problems.join('\n'), notes: warnings };
  },
};

/** The repository's own rules. */
export const checkSteps: readonly Step[] = [
  check('names of domains', async () => compareDomains(await readDomains())),
  fileLength,
  check('forbidden text', async () => findForbidden(await readTexts(await listFiles()))),
  check('paths and commands in docs', async () => {
    const files = await listFiles();
    const pages = await readPages(files);
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> };
    return [...findStalePaths(pages, files), ...findStaleCommands(pages, Object.keys(scripts))];
  }),
  check('links in docs', async () => {
    const files = await listFiles();
    return findBrokenLinks(await readPages(files), files);
  }),
  {
    name: 'compatibility',
    run: async () => {
      const published: Snapshot = JSON.parse(await readFile(publishedFile, 'utf8'));
      const { problems, notes } = judge(published, takeSnapshot());
      return { ok: problems.length === 0, output: problems.join('\n'), notes };
    },
  },
  check('code in docs', async (programs) => {
    const pages = await readPages(await listFiles());
    const bad = await findBadBlocks(pages, (options) => programs.run('/bin/sh', ['-n'], options));
    return [...bad, ...(await compileSnippets(extractSnippets(pages)))];
  }),
  check('generated SDK types', checkSdkTypes),
  check('pages of domains', async () => {
    const pages = await readPages(await listFiles());
    const index = pages.find(({ path }) => path === 'docs/README.md')?.text ?? '';
    const names = pages.map(({ path }) => path);
    return [...compareDomainPages(Object.keys(contract), pages), ...compareIndex(index, names)];
  }),
  check('states in docs', async () => {
    const files = await listFiles();
    return compareStates(
      await readPages(files),
      await readTexts(files.filter((path) => /^packages\/.*\.ts$/.test(path))),
    );
  }),
  check('error codes in docs', async () => {
    const page = await readFile('docs/errors.md', 'utf8').catch(() => undefined);
    return page === undefined ? [] : compareErrorDocs(page, Object.keys(errorCatalogue));
  }),
  check('scaling plan in docs', async () => {
    const page = await readFile('docs/scaling.md', 'utf8');
    return withPlan(page) === page ? [] : ['docs/scaling.md is stale: run `npx -y pnpm@12 docs:scaling`'];
  }),
  check('alarms in docs', async () => {
    const page = await readFile('docs/operations.md', 'utf8');
    const sources = await readTexts((await listFiles()).filter((path) => /^packages\/.*\/src\/.*\.ts$/.test(path)));
    return [...compareDoctorDocs(page, sources), ...compareMetricDocs(page, sources)];
  }),
  check('tests named in security docs', async () => {
    const page = await readFile('docs/security.md', 'utf8');
    return compareSecurityDocs(page, await readTexts((await listFiles()).filter((path) => path.endsWith('.test.ts'))));
  }),
];

import { checkSteps } from './check-steps.ts';
import type { Step } from './step.ts';

const env = { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', FORCE_COLOR: process.stdout.isTTY ? '1' : '0' };

function program(name: string, ...[command, ...args]: [string, ...string[]]): Step {
  return { name, run: (programs) => programs.run(command, args, { env }) };
}

// turbo asks pnpm for the workspace, so it must find pnpm on PATH: pnpm sees to that for what it starts.
const turbo = (task: string) => ['pnpm', 'exec', 'turbo', 'run', task, '--ui=stream', '--continue', '--concurrency=2'];
const bin = (name: string) => `node_modules/.bin/${name}`;

/** Everything that is checked before the tests. */
export const steps: readonly Step[] = [
  program('build', 'pnpm', ...turbo('build').slice(1)),
  program('types', 'pnpm', ...turbo('typecheck').slice(1)),
  program('format and lint', bin('biome'), 'check', '--error-on-warnings', '.'),
  program(
    'import boundaries',
    bin('depcruise'),
    '--config',
    '.dependency-cruiser.mjs',
    ...['packages', 'examples', 'bench', 'scripts'],
  ),
  program('unused code', bin('knip')),
  // Writes nothing: `docs:sdk` does. What fails is a link that leads nowhere, or a type that callers see and can't name.
  program(
    'SDK reference',
    'packages/sdk/node_modules/.bin/typedoc',
    ...['--options', 'packages/sdk/typedoc.json', '--emit', 'none', '--treatWarningsAsErrors'],
  ),
  ...checkSteps,
];

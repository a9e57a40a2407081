import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { songtrackpro } from './run-songtrackpro.ts';

const commands = ['start', 'import', 'report', 'link', 'serve', 'migrate'];

test('--help lists every command, the environment and the exit codes', async () => {
  const { code, stdout, stderr } = await songtrackpro(['--help']).ended;
  expect([code, stderr]).toEqual([0, '']);
  for (const command of commands) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
  for (const variable of ['SONGTRACKPRO_API_KEY', 'DATABASE_URL', 'PORT']) expect(stdout).toContain(variable);
  expect(stdout).toMatch(/Exit codes:\n( +[0-5] .+\n){6} +130 /);
});

test.each(commands)('%s --help describes its options and starts nothing', async (command) => {
  const { code, stdout, stderr } = await songtrackpro([command, '--help']).ended;
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`Usage: songtrackpro ${command}`);
  expect(stdout).toContain('--data <folder>');
});

test.each(['--version', '-v'])('%s prints the version alone', async (option) => {
  const { code, stdout } = await songtrackpro([option]).ended;
  expect([code, stdout]).toEqual([0, `${manifest.version}\n`]);
});

test.each([
  [['start', '--exti'], "unknown option '--exti'\n(Did you mean --exit?)"],
  [['strat'], "unknown command 'strat'\n(Did you mean start?)"],
  [['start', './my-exports'], "too many arguments for 'start'"],
  [['start', '--port', '70000'], "'70000' is invalid. A port is a whole number from 0 to 65535"],
  [['serve', '--port', 'http'], "'http' is invalid. A port is a whole number from 0 to 65535"],
  [['start', '--import'], "option '--import <path>' argument missing"],
  [['start', '--data', ''], 'It must not be empty.'],
  [['import'], "missing required argument 'path'"],
  [['import', 'x.csv', '--period-start', '31.01.2026'], 'A day is written YYYY-MM-DD'],
  [['import', 'x.csv', '--date-order', 'year_first'], 'Allowed choices are day_first, month_first.'],
])('%j is refused with exit code 2 and a hint, and nothing is started', async (words, message) => {
  const { code, stdout, stderr } = await songtrackpro(words).ended;
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
  expect(stderr).toContain('Add --help to see what is possible.');
});

test('without a command the help is printed, as an error', async () => {
  const { code, stdout, stderr } = await songtrackpro([]).ended;
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Usage: songtrackpro');
});

test.each([[['--', 'report', '--help']], [['start', '--', '--help']]])(
  'the separator that pnpm hands on in %j is passed over',
  async (words) => {
    expect(await songtrackpro(words).ended).toMatchObject({ code: 0 });
  },
);

test('a reader that leaves early, such as `head`, is no error', async () => {
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect([code, stderr]).toEqual([0, '']);
});

test('no escape sequence is printed, not even where colours are forced', async () => {
  const env = { FORCE_COLOR: '1', CLICOLOR_FORCE: '1', TERM: 'xterm-256color' };
  for (const words of [['--help'], ['strat'], ['start', '--port', 'x']]) {
    const { stdout, stderr } = await songtrackpro(words, { env }).ended;
    expect(stdout + stderr).not.toContain('\u001b');
  }
});

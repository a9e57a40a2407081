import type { Command } from 'commander';
import { parseCount } from '../arguments/parse-value.ts';
import { orExplain } from '../terminal.ts';
import { data, examples } from './options.ts';

/** `fakes advance`. */
export function addFakes(program: Command): void {
  const fakes = program.command('fakes').description('Have what `dev --fakes` started do what only time does.');
  fakes
    .command('advance')
    .description('Move on the time of the stand-ins and of the server beside them; what has become due happens then.')
    .option('--days <number>', 'days to pass', parseCount(3660))
    .option('--hours <number>', 'hours to pass', parseCount(87_840))
    .option('--json', 'print the time that it is then for a program')
    .addOption(data())
    .addHelpText('after', examples('fakes advance --days 30'))
    .action((options) => orExplain(async () => (await import('../commands/fakes.ts')).advance(options)));
}

import type { Command } from 'commander';
import { orExplain } from '../terminal.ts';
import { examples } from './options.ts';

/** `billing sync-catalog` and `billing check`. */
export function addBilling(program: Command): void {
  const billing = program.command('billing').description('Set up and check the account at Stripe that sells plans.');
  billing
    .command('sync-catalog')
    .description('Make the products and prices of the plans in the account; what is right is left as it is.')
    .option('--json', 'print what was done for a program')
    .addHelpText('after', examples('billing sync-catalog'))
    .action((options) => orExplain(async () => (await import('../commands/billing.ts')).syncCatalog(options)));
  billing
    .command('check')
    .description('Say whether the account has what billing needs: key, prices, webhook endpoint.')
    .option('--json', 'print the findings for a program')
    .addHelpText('after', examples('billing check'))
    .action((options) => orExplain(async () => (await import('../commands/billing.ts')).checkAccount(options)));
}

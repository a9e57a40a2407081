import { type Command, Option } from 'commander';
import { parseDay, parseWord } from '../arguments/parse-value.ts';
import { orExplain } from '../terminal.ts';
import { addServerOptions, data, examples } from './options.ts';

const output = () => new Option('--output <file>', 'file to make, instead of standard output').argParser(parseWord);
const load = () => import('../commands/export-lists.ts');

/** `export` with what can be exported. */
export function addExport(program: Command): void {
  const exporting = program
    .command('export')
    .description('Write out an organization as a whole, or tracks, the audit or numbers of it.');
  exporting
    .command('organization')
    .description('Everything of an organization: rows, documents with their history, and uploaded files.')
    .argument('<slug>', 'its slug or id', parseWord)
    .addOption(new Option('--output <folder>', 'folder to make').argParser(parseWord).makeOptionMandatory())
    .option('--json', 'print what was exported for a program')
    .addOption(data())
    .addHelpText('after', examples('export organization night-label --output ./night-label'))
    .action((slug, options) =>
      orExplain(async () => (await import('../commands/export.ts')).exportOrganization(slug, options)),
    );
  addServerOptions(exporting.command('tracks').description('Every track of a running server, a JSON object a line.'))
    .addOption(output())
    .action((options) => orExplain(async () => (await load()).exportTracks(options)));
  addServerOptions(exporting.command('audit').description('The audit of a running server, an entry a line.'))
    .addOption(new Option('--format <format>', 'form of an entry').choices(['jsonl', 'csv']).default('jsonl'))
    .option('--from <instant>', 'only entries at or after it')
    .option('--to <instant>', 'only entries before it')
    .addOption(output())
    .addHelpText('after', examples('export audit --format csv --output audit.csv'))
    .action((options) => orExplain(async () => (await load()).exportAudit(options)));
  addServerOptions(
    exporting
      .command('series')
      .description('Numbers of an artist, a campaign or the whole organization on one axis, as CSV.'),
  )
    .addOption(
      new Option('--metrics <names>', 'metrics, separated by commas').argParser(parseWord).makeOptionMandatory(),
    )
    .addOption(new Option('--from <day>', 'first day').argParser(parseDay).makeOptionMandatory())
    .addOption(new Option('--to <day>', 'last day').argParser(parseDay).makeOptionMandatory())
    .addOption(new Option('--artist <name>', 'of this artist, by name or id').conflicts('campaign'))
    .option('--campaign <name>', 'of this campaign, by name or id')
    .addOption(
      new Option('--interval <interval>', 'length of a row, a day unless given').choices([
        'day',
        'week',
        'month',
        'quarter',
        'year',
        'all',
      ]),
    )
    .addOption(output())
    .addHelpText('after', examples('export series --metrics spend,impressions --from 2026-01-01 --to 2026-03-31'))
    .action((options) => orExplain(async () => (await load()).exportSeries(options)));
}

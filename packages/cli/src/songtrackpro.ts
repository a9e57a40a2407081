import { Argument, Command, Option } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { parseCount, parseDay, parseId, parseMonth, parseWord, parseWorkers } from './arguments/parse-value.ts';
import { addAccess } from './command-line/add-access.ts';
import { addBackup } from './command-line/add-backup.ts';
import { addBilling } from './command-line/add-billing.ts';
import { addCatalogue } from './command-line/add-catalogue.ts';
import { addCompletion } from './command-line/add-completion.ts';
import { addExport } from './command-line/add-export.ts';
import { addFakes } from './command-line/add-fakes.ts';
import { addKeys } from './command-line/add-keys.ts';
import { addWebhooks } from './command-line/add-webhooks.ts';
import { addServerOptions, data, examples, port } from './command-line/options.ts';
import { environmentHelp } from './environment-help.ts';
import { exitCodes, orExplain } from './terminal.ts';

const outcomes = `
Exit codes:
  ${exitCodes.done}    everything that was asked for was done
  ${exitCodes.failed}    something was not; the last lines say what, and what to do
  ${exitCodes.misused}    the command line was not understood; nothing was started
  ${exitCodes.signedOut}    no server or key was found, or the server did not take the key or session
  ${exitCodes.refused}    the key or the person may not do this there
  ${exitCodes.unanswered}    no answer came, or one that says to come again later; the same call may be made once more
  ${exitCodes.interrupted}  stopped by Ctrl-C before it was done`;

/** The command line. What a command does is loaded when it is called: most of them need no server. */
export function songtrackpro(): Command {
  const program = allCommands();
  addCompletion(program, allCommands);
  return program;
}

function allCommands(): Command {
  const program = new Command('songtrackpro')
    .description('Music marketing numbers that never silently change.')
    .version(manifest.version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError('Add --help to see what is possible.')
    .addHelpText('after', `${environmentHelp}\n${outcomes}`)
    .exitOverride();

  program
    .command('start')
    .description('Start everything on this machine, import exports, print the report and serve on.')
    .option('--exit', 'end after the report instead of serving on')
    .addOption(
      new Option('--import <path>', 'your own exports, a folder or a file, instead of the samples').argParser(
        parseWord,
      ),
    )
    .addOption(data())
    .addOption(port())
    .addHelpText('after', examples('start', 'start --exit', 'start --import ./my-exports'))
    .action((options) => orExplain(async () => (await import('./commands/start.ts')).start(options)));

  program
    .command('dev')
    .description('Serve for development; with --fakes, Meta, Spotify and Stripe are played by this machine.')
    .option('--fakes', 'start servers that stand in for Meta, Spotify and Stripe, so that no account is needed')
    .addOption(data())
    .addOption(port())
    .addHelpText('after', examples('dev', 'dev --fakes'))
    .action((options) => orExplain(async () => (await import('./commands/dev.ts')).dev(options)));
  addFakes(program);
  addAccess(program);
  addWebhooks(program);

  addServerOptions(
    program.command('import').description('Import an export, or a folder of them, into a running server.'),
  )
    .argument('<path>', 'the file or folder', parseWord)
    .option('--artist <name>', 'artist of a timeline, by name or id; made when there is none of this name')
    .option('--track <title>', 'track of a song timeline, by title or id; made under --artist when there is none')
    .addOption(new Option('--period-start <day>', 'first day of an export that carries no dates').argParser(parseDay))
    .addOption(new Option('--period-end <day>', 'last day of an export that carries no dates').argParser(parseDay))
    .option('--currency <code>', 'currency of an export whose headers name none, for example USD')
    .addOption(
      new Option('--date-order <order>', 'how to read dates such as 03/04/2026').choices(['day_first', 'month_first']),
    )
    .addOption(
      new Option(
        '--decimal-separator <sign>',
        'how fractions are written, where no number of the file shows it',
      ).choices(['.', ',']),
    )
    .option('--country <code>', 'country of a chart that names none, two letters, or global')
    .addOption(
      new Option(
        '--new-tracks <what>',
        'rows about tracks that you do not have: make the tracks, or skip them',
      ).choices(['add', 'skip']),
    )
    .addOption(
      new Option('--columns <file>', 'JSON that says by header what the columns of a table mean').argParser(parseWord),
    )
    .option('--mapping <id>', 'saved meaning of the columns, as a waiting import names it')
    .option('--dry-run', 'only say what the import would do; nothing is written')
    .option('--json', 'print a line of JSON for each file')
    .option('--exported-at <instant>', 'when the file was exported; the end of its last day unless given')
    .addHelpText(
      'after',
      examples('import ./my-exports', "import timeline.csv --artist 'Artist name'", 'import ads.csv --currency USD'),
    )
    .action((path, options) =>
      orExplain(async () => (await import('./commands/import.ts')).importExports(path, options)),
    );

  addServerOptions(
    program
      .command('report')
      .description('Print the overview and a report per campaign from a running server, and write a PDF of each.'),
  )
    .option('--json', 'print the answers of the API as one JSON object, and write no files')
    .option('--as-of <time>', 'answer as it would have been then: a day (YYYY-MM-DD) or an instant')
    .addOption(new Option('--campaign <name>', 'only the campaign of this name or id').argParser(parseWord))
    .addOption(
      new Option('--format <format>', 'write the campaign’s report to a file instead').choices(['pdf', 'csv', 'json']),
    )
    .addOption(
      new Option('--output <file>', 'the file; `reports` in the data folder unless given').argParser(parseWord),
    )
    .addHelpText(
      'after',
      examples(
        'report',
        'report --as-of 2026-01-31',
        "report --campaign 'Release week' --format csv --output release.csv",
      ),
    )
    .action((options) => orExplain(async () => (await import('./commands/report.ts')).report(options)));

  addServerOptions(
    program.command('link').description('Link campaigns to an artist, so that reports show streams beside spend.'),
  )
    .argument('<artist>', 'the artist, by name or id; made when there is none of this name', parseWord)
    .option('--json', 'print what was linked for a program')
    .option('--campaign <name>', 'only the campaign of this name or id; every one without an artist unless given')
    .addHelpText('after', examples("link 'Artist name'", "link 'Artist name' --campaign 'Release week'"))
    .action((artist, options) => orExplain(async () => (await import('./commands/link.ts')).link(artist, options)));

  addCatalogue(program);

  program
    .command('serve')
    .description('Serve the API, on DATABASE_URL and MONGODB_URI or the embedded stores.')
    .addOption(
      new Option('--workers <number>', 'server processes that share the port, one unless given').argParser(
        parseWorkers,
      ),
    )
    .addOption(data())
    .addOption(port())
    .addHelpText('after', examples('serve --port 4000', 'serve --port 4000 --workers 4'))
    .action((options) => orExplain(async () => (await import('./commands/serve.ts')).serve(options)));

  program
    .command('migrate')
    .description('Bring roles, tables, collections and indexes up to date, and end.')
    .option('--json', 'print what was changed for a program')
    .addOption(data())
    .action((options) => orExplain(async () => (await import('./commands/migrate.ts')).migrate(options)));

  program
    .command('doctor')
    .description('Look over both stores, change nothing, and say what to mend; exit code 1 where there is a fault.')
    .addOption(data())
    .option('--json', 'print the findings for a program')
    .action((options) => orExplain(async () => (await import('./commands/doctor.ts')).doctor(options)));

  const jobs = program.command('jobs').description('Look at the jobs that no request waits for.');
  jobs
    .command('list')
    .description('Print each queue with how many jobs wait, failed before, run, and are dead.')
    .addOption(data())
    .option('--json', 'print them for a program')
    .action((options) => orExplain(async () => (await import('./commands/jobs.ts')).listJobs(options)));
  jobs
    .command('redrive')
    .description('Put the dead jobs of a queue back into it, once what they failed of is mended.')
    .argument('<queue>', 'the queue, as `jobs list` names it', parseWord)
    .option('--json', 'print how many for a program')
    .addOption(data())
    .addHelpText('after', examples('jobs redrive mail'))
    .action((queue, options) =>
      orExplain(async () => (await import('./commands/jobs.ts')).redriveJobs(queue, options)),
    );

  addServerOptions(
    program
      .command('connect')
      .description('Connect an account of a provider, and say what it allows: also to check what its console says.'),
  )
    .addArgument(new Argument('<provider>', 'whose account').choices(['meta', 'spotify']))
    .option('--disconnect', 'disconnect at once: nothing but a check')
    .option('--json', 'print the connection for a program; what to open goes to the error output')
    .addOption(
      new Option(
        '--try-writing <ad account>',
        'of meta: make a paused campaign and an audience in this ad account, and say what became of them',
      )
        .argParser(parseWord)
        .conflicts('json'),
    )
    .addHelpText(
      'after',
      examples('connect meta', 'connect meta --try-writing 1234567890', 'connect spotify --disconnect'),
    )
    .action((provider, options) =>
      orExplain(async () => (await import('./commands/connect.ts')).connect(provider, options)),
    );

  addKeys(program);

  program
    .command('events')
    .description('Print calls that failed or were slow, jobs and syncs with their durations, the last first.')
    .addOption(new Option('--level <level>', 'only these').choices(['info', 'warning', 'error']))
    .addOption(new Option('--kind <kind>', 'only these').choices(['api_call', 'sync_job', 'error', 'performance']))
    .addOption(new Option('--hours <number>', 'how far back').argParser(parseCount(720)).default(24))
    .addOption(new Option('--limit <number>', 'how many at most').argParser(parseCount(10_000)).default(100))
    .option('--json', 'print a line of JSON for each')
    .addOption(data())
    .addHelpText('after', examples('events', 'events --level error --hours 72'))
    .action((options) => orExplain(async () => (await import('./commands/events.ts')).events(options)));

  const admin = program
    .command('admin')
    .description('Say who is staff of this installation, and delete organizations.');
  for (const [name, what] of [
    ['grant', 'Make a person staff, who has signed up.'],
    ['revoke', 'Make staff an ordinary person again.'],
  ] as const) {
    admin
      .command(name)
      .description(what)
      .argument('<e-mail>', 'the address that the person signs in with', parseWord)
      .option('--json', 'print who it is for a program')
      .addOption(data())
      .addHelpText('after', examples(`admin ${name} someone@example.com`))
      .action((email, options) =>
        orExplain(async () => (await import('./commands/admin.ts')).admin(name, email, options)),
      );
  }
  admin
    .command('delete-organization')
    .description('Delete an organization; its owner may restore it until the nightly purge removes it.')
    .argument('<slug>', 'its slug or id', parseWord)
    .option('--now', 'remove it for good at once, from both stores, also one that is deleted already')
    .option('--yes', 'do not ask')
    .option('--json', 'print what was deleted for a program')
    .addOption(data())
    .addHelpText(
      'after',
      examples('admin delete-organization night-label', 'admin delete-organization night-label --now --yes'),
    )
    .action((slug, options) =>
      orExplain(async () => (await import('./commands/delete-organization.ts')).deleteOrganization(slug, options)),
    );

  addExport(program);
  addBackup(program);
  addBilling(program);

  const archive = program.command('archive').description('Keep what expires: archive it, look at it, bring it back.');
  archive
    .command('run')
    .description('Archive what will expire soon, and let go what is due and archived; a server does it every night.')
    .addOption(data())
    .option('--json', 'print what was done for a program')
    .action((options) => orExplain(async () => (await import('./commands/archive.ts')).archiveRun(options)));
  for (const [name, what] of [
    ['list', 'Print what the archive holds, by organization, collection and month.'],
    ['verify', 'Read every file of the archive back; exit code 1 where one is damaged.'],
    ['restore', 'Bring documents of the archive back into the store.'],
  ] as const) {
    archive
      .command(name)
      .description(what)
      .addOption(new Option('--organization <id>', 'only of this organization').argParser(parseId))
      .addOption(
        new Option('--collection <name>', 'only of this collection, for example spotify_metrics').argParser(parseWord),
      )
      .addOption(new Option('--from <month>', 'only stored in this month or later').argParser(parseMonth))
      .addOption(new Option('--to <month>', 'only stored in this month or earlier').argParser(parseMonth))
      .addOption(data())
      .option('--json', 'print it for a program')
      .addHelpText('after', examples(`archive ${name} --collection spotify_metrics --from 2026-01 --to 2026-03`))
      .action((options) =>
        orExplain(async () => {
          const { archiveList, archiveRestore, archiveVerify } = await import('./commands/archive.ts');
          return { list: archiveList, verify: archiveVerify, restore: archiveRestore }[name](options);
        }),
      );
  }

  program
    .command('convert-documents')
    .description('Copy the documents to another kind of store, compare every one, and go on with that.')
    .addOption(new Option('--to <kind>', 'convert the data folder').choices(['embedded', 'mongod']))
    .option('--from-uri <uri>', 'copy the database of this URI instead of the data folder’s')
    .option('--to-uri <uri>', 'copy to the empty database of this URI')
    .option('--json', 'print what was copied for a program')
    .addOption(data())
    .addHelpText(
      'after',
      examples(
        'convert-documents --to mongod',
        'convert-documents --to-uri mongodb://db.example.com/label',
        'convert-documents --from-uri mongodb://127.0.0.1/label --to-uri mongodb://db.example.com/label',
      ),
    )
    .action((options) =>
      orExplain(async () => (await import('./commands/convert-documents.ts')).convertDocuments(options)),
    );

  return program;
}

import { type Command, Option } from 'commander';
import { parseCount, parseDay, parseId, parseWord } from '../arguments/parse-value.ts';
import { orExplain } from '../terminal.ts';
import { addServerOptions, examples, limit } from './options.ts';

function addTracks(program: Command): void {
  const load = () => import('../commands/tracks.ts');
  const tracks = program.command('tracks').description('The catalogue.');
  addServerOptions(tracks.command('list').description('Print tracks, newest first.'))
    .addOption(new Option('--artist <name>', 'only of this artist, by name or id').argParser(parseWord))
    .addOption(new Option('--text <text>', 'only those whose title and artist contain it').argParser(parseWord))
    .addOption(limit(100))
    .option('--json', 'print a line of JSON for each')
    .action((options) => orExplain(async () => (await load()).listTracks(options)));
  addServerOptions(tracks.command('get').description('Print one track.'))
    .argument('<id>', 'its id', parseId)
    .option('--json', 'print it for a program')
    .action((id, options) => orExplain(async () => (await load()).getTrack(id, options)));
  addServerOptions(tracks.command('create').description('Add a track.'))
    .argument('<title>', 'its title', parseWord)
    .addOption(
      new Option('--artist <name>', 'whose it is, by name or id; made when there is none of this name')
        .argParser(parseWord)
        .makeOptionMandatory(),
    )
    .addOption(new Option('--link <address>', 'its address at Spotify or Apple Music').argParser(parseWord))
    .addOption(new Option('--isrc <code>', 'its ISRC').argParser(parseWord))
    .addOption(new Option('--album <title>', 'its album').argParser(parseWord))
    .addOption(new Option('--release-date <day>', 'the day of its release').argParser(parseDay))
    .option('--json', 'print it for a program')
    .addHelpText('after', examples("tracks create 'Sample Song' --artist 'Sample Artist' --release-date 2026-01-31"))
    .action((title, options) => orExplain(async () => (await load()).createTrack(title, options)));
  addServerOptions(
    tracks.command('import').description('Take in a catalogue file (CSV); the same file again changes nothing.'),
  )
    .argument('<file>', 'the file', parseWord)
    .option('--json', 'print what came of it for a program')
    .action((file, options) => orExplain(async () => (await load()).importTracks(file, options)));
}

function addCampaigns(program: Command): void {
  const load = () => import('../commands/campaigns.ts');
  const campaigns = program.command('campaigns').description('Campaigns of an organization.');
  addServerOptions(campaigns.command('list').description('Print campaigns, newest first.'))
    .addOption(
      new Option('--status <status>', 'only these').choices(['draft', 'active', 'paused', 'completed', 'archived']),
    )
    .addOption(new Option('--text <text>', 'only those whose name contains it').argParser(parseWord))
    .addOption(limit(100))
    .option('--json', 'print a line of JSON for each')
    .action((options) => orExplain(async () => (await load()).listCampaigns(options)));
  addServerOptions(campaigns.command('get').description('Print one campaign; `report` has its numbers.'))
    .argument('<campaign>', 'its name or id', parseWord)
    .option('--json', 'print it for a program')
    .action((campaign, options) => orExplain(async () => (await load()).getCampaign(campaign, options)));
  for (const [name, status, what] of [
    ['start', 'active', 'Start a campaign, or let a paused one go on.'],
    ['pause', 'paused', 'Pause a campaign that is active.'],
  ] as const) {
    addServerOptions(campaigns.command(name).description(what))
      .argument('<campaign>', 'its name or id', parseWord)
      .option('--json', 'print it for a program')
      .addHelpText('after', examples(`campaigns ${name} 'Release week'`))
      .action((campaign, options) =>
        orExplain(async () => (await load()).setCampaignStatus(campaign, status, options)),
      );
  }
}

function addTail(program: Command): void {
  addServerOptions(
    program.command('tail').description('Print what changes of the numbers as it happens, until Ctrl-C.'),
  )
    .addOption(
      new Option('--state <file>', 'keep in this file how far it came, and go on there the next time').argParser(
        parseWord,
      ),
    )
    .addOption(new Option('--after <position>', 'go on behind this position').argParser(parseWord).conflicts('state'))
    .addOption(new Option('--count <number>', 'end after so many changes').argParser(parseCount(1_000_000)))
    .option('--json', 'print a line of JSON for each change')
    .addHelpText('after', examples('tail', 'tail --json --state position.txt'))
    .action((options) => orExplain(async () => (await import('../commands/tail.ts')).tail(options)));
}

/** `tracks`, `campaigns`, and `tail`, which tells what becomes of their numbers. */
export function addCatalogue(program: Command): void {
  addTracks(program);
  addCampaigns(program);
  addTail(program);
}

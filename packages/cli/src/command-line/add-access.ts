import { type Command, Option } from 'commander';
import { parseWord } from '../arguments/parse-value.ts';
import { orExplain } from '../terminal.ts';
import { addServerOptions, examples, limit } from './options.ts';

const profile = () =>
  new Option('--profile <name>', 'name of the profile; SONGTRACKPRO_PROFILE or `default` unless given').argParser(
    parseWord,
  );

/** Who the commands are: `login`, `logout`, `profiles`, `whoami`, `orgs`. */
export function addAccess(program: Command): void {
  const login = () => import('../commands/login.ts');
  program
    .command('login')
    .description('Sign in to a server, by a key or by e-mail, and have the commands use it from then on.')
    .addOption(new Option('--url <address>', 'address of the server; asked for unless given').argParser(parseWord))
    .addOption(new Option('--email <address>', 'sign in as this person, with a password').argParser(parseWord))
    .addOption(
      new Option('--organization <slug>', 'work in this organization; the person’s home unless given').argParser(
        parseWord,
      ),
    )
    .addOption(profile())
    .option('--json', 'print who is signed in for a program')
    .addHelpText(
      'after',
      `\nIt asks on standard error for what is not given, and reads a line for each; keys and passwords are not shown.\n${examples(
        'login --url https://api.example.com',
        'login --url https://api.example.com --email someone@example.com --profile label',
      )}`,
    )
    .action((options) => orExplain(async () => (await login()).login(options)));
  program
    .command('logout')
    .description('End the session of a profile, and forget the profile.')
    .addOption(profile())
    .option('--json', 'print what was ended for a program')
    .action((options) => orExplain(async () => (await login()).logout(options)));

  const profiles = program.command('profiles').description('Servers that somebody has signed in to on this machine.');
  profiles
    .command('list')
    .description('Print them, without keys and sessions.')
    .option('--json', 'print a line of JSON for each')
    .action((options) => orExplain(async () => (await import('../commands/profiles.ts')).listProfiles(options)));
  profiles
    .command('use')
    .description('Have the commands use another profile from now on.')
    .argument('<name>', 'the profile, as `profiles list` names it', parseWord)
    .option('--json', 'print which for a program')
    .action((name, options) =>
      orExplain(async () => (await import('../commands/profiles.ts')).useProfile(name, options)),
    );

  addServerOptions(
    program.command('whoami').description('Print which server the commands ask, as whom, and what is allowed there.'),
  )
    .option('--json', 'print it for a program')
    .action((options) => orExplain(async () => (await import('../commands/whoami.ts')).whoami(options)));

  const orgs = program.command('orgs').description('Organizations of the person who is signed in.');
  addServerOptions(orgs.command('list').description('Print them with the person’s role.'))
    .addOption(limit(100))
    .option('--json', 'print a line of JSON for each')
    .action((options) => orExplain(async () => (await import('../commands/orgs.ts')).listOrganizations(options)));
  addServerOptions(orgs.command('use').description('Have a profile work in another organization from now on.'))
    .argument('<slug>', 'its slug or id', parseWord)
    .option('--json', 'print which for a program')
    .action((slug, options) =>
      orExplain(async () => (await import('../commands/orgs.ts')).useOrganization(slug, options)),
    );
}

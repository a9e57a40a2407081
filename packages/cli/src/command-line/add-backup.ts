import type { Command } from 'commander';
import { parseWord } from '../arguments/parse-value.ts';
import { orExplain } from '../terminal.ts';
import { data, examples } from './options.ts';

/** `backup`, `backup verify` and `restore`. */
export function addBackup(program: Command): void {
  const backup = program
    .command('backup')
    .description(
      'Back up an installation on embedded stores while it runs: both stores as of one moment, and the files.',
    )
    .argument('<folder>', 'folder to make; in one that is there a folder named by the time', parseWord)
    .option('--without-secrets', 'leave out the files secret and keys.json; a restore then needs the former')
    .option('--json', 'print what was backed up for a program')
    .addOption(data())
    .addHelpText('after', examples('backup /mnt/backups', 'backup verify /mnt/backups/backup-20260131T020000Z'))
    .action((folder, options) =>
      orExplain(async () => (await import('../commands/backup.ts')).backup(folder, options)),
    );
  backup
    .command('verify')
    .description('Read every file of a backup and compare it with what was written.')
    .argument('<backup>', 'the folder that `backup` made', parseWord)
    .option('--json', 'print what it holds for a program')
    .action((folder, options) =>
      orExplain(async () => (await import('../commands/backup.ts')).verify(folder, options)),
    );

  program
    .command('restore')
    .description('Make a data folder from a backup; every file is compared with what was written.')
    .argument('<backup>', 'the folder that `backup` made', parseWord)
    .option('--secret <file>', 'the file secret of the data folder, where the backup was taken without secrets')
    .option('--json', 'print what was restored for a program')
    .addOption(data())
    .addHelpText('after', examples('restore /mnt/backups/backup-20260131T020000Z --data /var/lib/songtrackpro'))
    .action((folder, options) =>
      orExplain(async () => (await import('../commands/backup.ts')).restore(folder, options)),
    );
}

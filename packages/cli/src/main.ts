import './load-quickly.ts';

// After that, and not by `import` statements, which are all carried out first.
const [{ CommanderError }, { songtrackpro }, { dropUnreadOutput, exitCodes }, { dropSeparator }] = await Promise.all([
  import('commander'),
  import('./songtrackpro.ts'),
  import('./terminal.ts'),
  import('./arguments/drop-separator.ts'),
]);

dropUnreadOutput();
try {
  await songtrackpro().parseAsync(dropSeparator(process.argv.slice(2)), { from: 'user' });
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  // Its message is printed already.
  process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.misused;
}

import './load-quickly.ts';

// After that, and not by an `import` statement, which would be carried out first.
const { run } = await import('./run.ts');
await run(process.argv.slice(2));

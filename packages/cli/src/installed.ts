#!/usr/bin/env node
// What the package from npm runs: built, so nothing has to be loaded quickly from sources.
import { run } from './run.ts';

await run(process.argv.slice(2));

// Compiled code is kept between starts where NODE_COMPILE_CACHE names a folder for it, as the keeper does: that halves
// the time to the first answer.
import { reportFault, run } from './run.ts';

run().catch((cause: unknown) => {
  reportFault(cause);
  process.exit(1);
});

/** Runs one part of the installation alone: `node src/cli/run.mjs web`, or `worker`. */
import path from 'node:path';
import { bundleIfNeeded } from './programs.mjs';

await import(path.join(await bundleIfNeeded('server'), `${process.argv[2]}.mjs`));

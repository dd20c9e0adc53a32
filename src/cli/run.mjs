/** Runs one part of the installation alone: `node src/cli/run.mjs web`, or `worker`. */
import path from 'node:path';
import { bundleIfNeeded, isBuilt } from './programs.mjs';

if (!isBuilt('.next')) {
  process.stderr.write('heimdall: There is no build of these sources; run npm run build.\n');
  process.exit(78); // EX_CONFIG of sysexits.h
}
await import(path.join(await bundleIfNeeded('server'), `${process.argv[2]}.mjs`));

#!/usr/bin/env node
/** The program `heimdall`, to be called in any directory. */
import path from 'node:path';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `heimdall: Node.js ${process.versions.node} is too old; Heimdall needs 20.19 or newer.\n`,
  );
  process.exit(2);
}
// A fault must not end the process with 1, which says that there are findings.
process.on('uncaughtException', (error) => {
  process.stderr.write(`heimdall: a fault of Heimdall itself: ${error?.stack ?? error}\n`);
  process.exit(2);
});

const { bundleIfNeeded, ROOT } = await import('./programs.mjs');
const { runHeimdall } = await import(await program());
await runHeimdall(process.argv.slice(2));

/** The bundled program, or where none can be written, its sources behind a loader. */
async function program() {
  try {
    return path.join(await bundleIfNeeded('command'), 'heimdall.mjs');
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(error?.code)) throw error;
    const { register } = await import('tsx/esm/api');
    // Otherwise that of the current directory would be taken, which is another's.
    register({ tsconfig: path.join(ROOT, 'tsconfig.json') });
    return './heimdall.ts';
  }
}

#!/usr/bin/env node
/** The program `heimdall`, which runs in any current directory. */
import path from 'node:path';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `heimdall: Node.js ${process.versions.node} is too old; Heimdall needs 20.19 or newer.\n`,
  );
  process.exit(2);
}
// A fault must not end the process with 1, the exit code for findings.
process.on('uncaughtException', (error) => {
  process.stderr.write(`heimdall: a fault of Heimdall itself: ${error?.stack ?? error}\n`);
  process.exit(2);
});

const { bundleIfNeeded, ROOT } = await import('./programs.mjs');
/** They need the database's client, which the bundled program does not have. */
const OPERATOR = {
  'rotate-key': './rotateKey.ts',
  'sign-in-link': './signInLink.ts',
  advisories: './advisories.ts',
};

if (Object.hasOwn(OPERATOR, process.argv[2] ?? '')) await runSource(OPERATOR[process.argv[2]]);
else await (await import(await program())).runHeimdall(process.argv.slice(2));

/**
 * Runs a source through a loader.
 * @param {string} source
 */
async function runSource(source) {
  const { register } = await import('tsx/esm/api');
  // Otherwise tsx would read the tsconfig.json of the current directory.
  register({ tsconfig: path.join(ROOT, 'tsconfig.json') });
  return import(source);
}

/** The bundled program; where no bundle can be written, the sources through a loader. */
async function program() {
  try {
    return path.join(await bundleIfNeeded('command'), 'heimdall.mjs');
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(error?.code)) throw error;
    await runSource('./heimdall.ts');
    return './heimdall.ts';
  }
}

/** `npm start` and `npm run dev`: starts all parts and keeps them running. */
import path from 'node:path';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `heimdall: Node.js ${process.versions.node} is too old; Heimdall needs 20.19 or newer.\n`,
  );
  process.exit(1);
}

const { bundleIfNeeded, isBuilt } = await import('./programs.mjs');
const dev = process.argv.includes('--dev');
const bundles = !dev && isBuilt('.next') ? await bundleIfNeeded('server') : undefined;
const { start } = await import(bundles ? path.join(bundles, 'launcher.mjs') : await sources());
await start({ dev, bundles });

/** The launcher's sources, through a loader: nothing is bundled before the first build. */
async function sources() {
  const { register } = await import('tsx/esm/api');
  register();
  return './launcher.ts';
}

/**
 * `npm run bench -- secrets [--history GIT_DIR] [--labelled GIT_DIR]`: the speed and the precision of the engine for secrets.
 * - tree: the text files below node_modules, on one core; compared with the secretlint CLI on a part of them
 * - history: all commits of a bare repository; compared with `git log -p` alone, which is the limit
 * - labelled: a bare repository with folders called `valid` and `invalid`, such as leaktk/fake-leaks
 */
import { parseArgs } from 'node:util';
import { measureHistory } from './secretsHistory';
import { measureLabelled } from './secretsLabelled';
import { measureTree } from './secretsTree';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: { history: { type: 'string' }, labelled: { type: 'string' } },
});

await measureTree();
if (values.history) await measureHistory(values.history);
else console.log('\nhistory: not measured; give the path of a bare repository with --history');
if (values.labelled) await measureLabelled(values.labelled);
else console.log('\nlabelled: not measured; give the path of a bare repository with --labelled');

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ROOT } from '@/cli/programs.mjs';

/** A project with the bundling program and its own sources. */
let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'heimdall-programs-'));
  mkdirSync(path.join(root, 'src/scan/pool'), { recursive: true });
  for (const file of ['programs.mjs', 'run.mjs']) {
    cpSync(path.join(ROOT, 'src/cli', file), path.join(root, 'src/cli', file));
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
  writeFileSync(path.join(root, 'src/scan/pool/engineProcessMain.ts'), '');
  writeFileSync(
    path.join(root, 'src/cli/heimdall.ts'),
    `import { said } from './said';\nconsole.log(said);\n`,
  );
});
afterEach(() => rmSync(root, { recursive: true }));

const say = (text: string) =>
  writeFileSync(
    path.join(root, 'src/cli/said.ts'),
    `export const said: string = '${text} ' + import.meta.dirname;\n`,
  );

/** Bundles the command as `heimdall` does. @returns the bundle's directory and what its program prints */
function bundled(): [place: string, printed: string] {
  const bundle = `console.log(await (await import('./src/cli/programs.mjs')).bundleIfNeeded('command'))`;
  const run = (args: string[]) =>
    execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).trim();
  const place = run(['--input-type=module', '--eval', bundle]);
  return [place, run([path.join(place, 'heimdall.mjs')])];
}

it('a program is bundled once for its sources and again for others, and knows their path', () => {
  say('one');
  const first = bundled();
  expect(first[1]).toBe(`one ${path.join(root, 'src/cli')}`);
  expect(bundled()).toEqual(first);
  say('two');
  const second = bundled();
  expect(second[1]).toBe(`two ${path.join(root, 'src/cli')}`);
  expect(second[0]).not.toBe(first[0]);
});

it.each(['web', 'worker'])('the %s process alone prints what to do where nothing is built', (part) => {
  const ended = spawnSync(process.execPath, ['src/cli/run.mjs', part], { cwd: root, encoding: 'utf8' });
  const stderr = 'heimdall: There is no build of these sources; run npm run build.\n';
  expect([ended.status, ended.stderr]).toEqual([78, stderr]);
});

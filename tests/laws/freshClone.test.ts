import path from 'node:path';
import { expect, it } from 'vitest';
import { readSources } from './sources';
import { parse } from './syntax';

const files = new Map(readSources().map((file) => [file.path, file]));

/** The files that Node loads with a file, before anything of it runs. */
function loadedWith(start: string): Set<string> {
  const loaded = new Set<string>();
  const waiting = [start];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (loaded.has(at)) continue;
    loaded.add(at);
    const file = files.get(at);
    if (file) waiting.push(...valueImports(at, parse(file).module.staticImports));
  }
  return loaded;
}

function valueImports(from: string, imports: ReturnType<typeof parse>['module']['staticImports']): string[] {
  return imports
    .filter(({ entries }) => entries.length === 0 || !entries.every(({ isType }) => isType))
    .map(({ moduleRequest }) => moduleRequest.value)
    .filter((specifier) => /^(\.|@\/)/.test(specifier))
    .map((specifier) =>
      specifier.startsWith('@/')
        ? `src/${specifier.slice(2)}`
        : path.posix.join(path.posix.dirname(from), specifier),
    )
    .map((name) => (files.has(`${name}.ts`) ? `${name}.ts` : name));
}

it('npm start loads nothing generated before it has generated it: a fresh clone has none', () => {
  const loaded = loadedWith('src/cli/launcher.ts');
  expect(loaded).toContain('src/server/migrations.ts');
  expect([...loaded].filter((file) => file.startsWith('src/generated'))).toEqual([]);
});

it('the check sees a generated file behind several others', () => {
  const loaded = [...loadedWith('src/cli/worker.ts')];
  expect(loaded.some((file) => file.startsWith('src/generated'))).toBe(true);
});

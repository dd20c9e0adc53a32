import { moduleOf, resolve } from './imports';
import { isCode, isTest, type SourceFile, type Violation } from './sources';
import { importsOf } from './specifiers';
import { violationAt } from './syntax';

/** No file is needed by a file that it needs itself. Imports of types do not count, as the compiler removes them. */
export function importCircles(files: readonly SourceFile[]): Violation[] {
  const sources = files.filter((file) => isCode(file) && !isTest(file) && file.path.startsWith('src/'));
  const byModule = new Map(sources.map((file) => [moduleOf(file.path.slice('src/'.length)), file]));
  const done = new Set<string>();
  const violations: Violation[] = [];

  /** @param trail the modules from which this one was reached, each of which imports the next */
  function visit(module: string, trail: readonly string[]): void {
    const file = byModule.get(module);
    if (!file || done.has(module)) return;
    for (const found of importsOf(file)) {
      const target = found.isType ? undefined : resolve(file.path, found.specifier);
      if (target === undefined) continue;
      const circle = [...trail, module];
      const start = circle.indexOf(target);
      if (start === -1) visit(target, circle);
      else violations.push(violationAt(file, found, messageOf([...circle.slice(start), target])));
    }
    done.add(module);
  }

  for (const module of byModule.keys()) visit(module, []);
  return violations;
}

function messageOf(circle: readonly string[]): string {
  return `closes a circle of imports: ${circle.join(' → ')}. What they share belongs in a module below them all.`;
}

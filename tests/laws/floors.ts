import { moduleOf, resolve } from './imports';
import { isCode, isTest, type SourceFile, type Violation } from './sources';
import { importsOf } from './specifiers';
import { violationAt } from './syntax';

/** The imports between nouns that run up, with the reason. The list may only shrink. */
export const UP: Readonly<Record<string, string>> = {
  'findings → findingCounts': 'The kept counts change with the findings, in the same transaction.',
  'connections → hostItems': 'A deleted connection leaves its token to the removals that wait.',
  'connections → issues': 'A new connection has the issues that wait tried at once.',
};

type Arrow = { readonly from: string; readonly to: string; readonly violation: Violation };

/** The nouns of the domain stand above each other: none needs another that needs it. Imports of types count too. */
export function floors(files: readonly SourceFile[]): Violation[] {
  const arrows = arrowsBetween(files).filter(({ from, to }) => !Object.hasOwn(UP, `${from} → ${to}`));
  return arrows.filter(({ from, to }) => reaches(arrows, to, from)).map(({ violation }) => violation);
}

/** Entries of the list that close no circle any more. */
export function needlessUp(files: readonly SourceFile[]): string[] {
  const arrows = arrowsBetween(files);
  return Object.keys(UP).filter(
    (entry) => !arrows.some(({ from, to }) => `${from} → ${to}` === entry && reaches(arrows, to, from)),
  );
}

function arrowsBetween(files: readonly SourceFile[]): Arrow[] {
  return files
    .filter((file) => isCode(file) && !isTest(file))
    .flatMap((file) => {
      const from = nounOf(moduleOf(file.path.replace(/^src\//, '')));
      if (from === undefined) return [];
      return importsOf(file).flatMap((found) => {
        const to = nounOf(resolve(file.path, found.specifier) ?? '');
        if (to === undefined || to === from) return [];
        const message =
          `closes a circle of nouns: ${to} needs ${from} already. A query belongs to the noun that owns its table, a use ` +
          'case to the upper one of the nouns that it joins, and words that both need in the rules.ts of the lower one.';
        return [{ from, to, violation: violationAt(file, found, message) }];
      });
    });
}

function nounOf(module: string): string | undefined {
  return /^domain\/(\w+)\//.exec(module)?.[1];
}

function reaches(arrows: readonly Arrow[], start: string, end: string): boolean {
  const reached = new Set([start]);
  for (const noun of reached) for (const { from, to } of arrows) if (from === noun) reached.add(to);
  return reached.has(end);
}

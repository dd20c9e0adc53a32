import type { SourceFile, Violation } from './sources';

/** The file that lists the rules of all files below RULES. */
export const GENERATED = 'src/engines/secrets/rules.generated.ts';

const RULES = /^src\/engines\/secrets\/rules\/([\w-]+)\.ts$/;
const EXPORTED = /^export const (\w+): readonly Rule\[\] = /m;

/**
 * Writes the module with all rules, in the order of the names of their files.
 * @param files all sources
 * @throws Error for a file below `rules` that exports no list of rules
 */
export function writeGeneratedRules(files: readonly SourceFile[]): string {
  const lists = files
    .flatMap(({ path, text }) => {
      const name = RULES.exec(path)?.[1];
      return name === undefined ? [] : [{ name, list: listIn(path, text) }];
    })
    // By the names with their extension, as directories list them.
    .sort((a, b) => (`${a.name}.ts` < `${b.name}.ts` ? -1 : 1));
  return [
    '// Written by `npm run rules`.',
    "import type { Rule } from './rule';",
    ...lists.map(({ name, list }) => `import { ${list} } from './rules/${name}';`),
    '',
    '/** All rules for secrets. */',
    'export const RULES: readonly Rule[] = [',
    ...lists.map(({ list }) => `  ...${list},`),
    '];',
    '',
  ].join('\n');
}

function listIn(path: string, text: string): string {
  const list = EXPORTED.exec(text)?.[1];
  if (list === undefined) throw new Error(`${path} exports no \`readonly Rule[]\`.`);
  return list;
}

/** The generated file has every rule. */
export function staleRules(files: readonly SourceFile[]): Violation[] {
  const found = files.find(({ path }) => path === GENERATED);
  if (found?.text === writeGeneratedRules(files)) return [];
  return [{ path: GENERATED, message: 'is stale. Run `npm run rules`, and commit it.' }];
}

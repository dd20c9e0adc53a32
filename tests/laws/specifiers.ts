import type { SourceFile } from './sources';
import { nodesOf, parse } from './syntax';

/** One mention of another module. */
export type Import = {
  readonly specifier: string;
  /** Whether the compiler removes it. */
  readonly isType: boolean;
  /** Whether it is an `import()`, so that the module is loaded later. */
  readonly isLate: boolean;
  readonly start: number;
};

/** Every module that a file names: imports, re-exports, `import()` of a literal, and `import()` in a type. */
export function importsOf(file: SourceFile): Import[] {
  return [...staticImports(file), ...inlineImports(file)];
}

function staticImports(file: SourceFile): Import[] {
  const { staticImports, staticExports } = parse(file).module;
  const imports = staticImports.map(({ moduleRequest, entries, start }) => ({
    specifier: moduleRequest.value,
    isType: entries.length > 0 && entries.every((entry) => entry.isType),
    isLate: false,
    start,
  }));
  const reExports = staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType, start }) =>
      moduleRequest ? [{ specifier: moduleRequest.value, isType, isLate: false, start }] : [],
    ),
  );
  return [...imports, ...reExports];
}

function inlineImports(file: SourceFile): Import[] {
  return nodesOf(file).flatMap(({ node }): Import[] => {
    if (node.type === 'TSImportType') {
      return [{ specifier: node.source.value, isType: true, isLate: false, start: node.start }];
    }
    if (node.type === 'ImportExpression' && node.source.type === 'Literal') {
      return [{ specifier: String(node.source.value), isType: false, isLate: true, start: node.start }];
    }
    return [];
  });
}

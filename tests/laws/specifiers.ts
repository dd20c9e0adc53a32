import type { SourceFile } from './sources';
import { nodesOf, parse } from './syntax';

/** One mention of another module; `isType` if the compiler removes it. */
export type Import = { readonly specifier: string; readonly isType: boolean; readonly start: number };

/** Every module that a file names: imports, re-exports, `import()` of a literal, and `import()` in a type. */
export function importsOf(file: SourceFile): Import[] {
  return [...staticImports(file), ...inlineImports(file)];
}

function staticImports(file: SourceFile): Import[] {
  const { staticImports, staticExports } = parse(file).module;
  const imports = staticImports.map(({ moduleRequest, entries, start }) => ({
    specifier: moduleRequest.value,
    isType: entries.length > 0 && entries.every((entry) => entry.isType),
    start,
  }));
  const reExports = staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType, start }) =>
      moduleRequest ? [{ specifier: moduleRequest.value, isType, start }] : [],
    ),
  );
  return [...imports, ...reExports];
}

function inlineImports(file: SourceFile): Import[] {
  return nodesOf(file).flatMap(({ node }): Import[] => {
    if (node.type === 'TSImportType') {
      return [{ specifier: node.source.value, isType: true, start: node.start }];
    }
    if (node.type === 'ImportExpression' && node.source.type === 'Literal') {
      return [{ specifier: String(node.source.value), isType: false, start: node.start }];
    }
    return [];
  });
}

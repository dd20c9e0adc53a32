import path from 'node:path';
import { type Area, BELONGS, MAY_IMPORT } from './directions';
import { isCode, isTest, type SourceFile, type Violation } from './sources';
import { type Import, importsOf } from './specifiers';
import { violationAt } from './syntax';

const LATE = ' Its types may be imported, by `import type`; the rest once it is needed, by `import()`.';

const AREAS = Object.keys(MAY_IMPORT) as Area[];

/** Imports run one way. Tests may import anything. */
export function importDirections(files: readonly SourceFile[]): Violation[] {
  return files.filter((file) => isCode(file) && !isTest(file)).flatMap(judge);
}

function judge(file: SourceFile): Violation[] {
  const own = moduleOf(file.path.replace(/^src\//, ''));
  const area = areaOf(own);
  if (!area) {
    const known = AREAS.filter((name) => !name.includes('/')).join(', ');
    return [{ path: file.path, message: `is in no area of src. It belongs in one of ${known}.` }];
  }
  const may = MAY_IMPORT[area].map((pattern) => pattern.replace('<own>', own.split('/')[1] ?? ''));
  return importsOf(file).flatMap((found) => {
    const advice = adviceOn(found, resolve(file.path, found.specifier), may);
    if (advice === undefined) return [];
    const message = `src/${area} may not import ${found.specifier}.${advice} ${BELONGS[area]}`;
    return [violationAt(file, found, message)];
  });
}

/** A message on this import in particular, which may be empty; undefined if it is allowed. */
function adviceOn(found: Import, target: string | undefined, may: readonly string[]): string | undefined {
  if (target === undefined) return undefined;
  if (fits('app/api', target)) return ' Nobody but Next calls a route handler.';
  if (may.some((pattern) => fits(pattern, target))) return undefined;
  const late = may.some((pattern) => fits(pattern.replace(/^late /, ''), target));
  if (late) return found.isType || found.isLate ? undefined : LATE;
  if (!may.some((pattern) => fits(pattern.replace(/^type /, ''), target))) return '';
  return found.isType ? undefined : ' Its types may be imported, by `import type`.';
}

function areaOf(module: string): Area | undefined {
  return AREAS.filter((name) => fits(name, module)).sort((a, b) => b.length - a.length)[0];
}

/** Whether a pattern names a module below src or a folder above it. */
function fits(pattern: string, module: string): boolean {
  const parts = module.split('/');
  return pattern
    .split('/')
    .every((part, index) => parts[index] !== undefined && (part === '*' || part === parts[index]));
}

/** The module that a specifier names, as a path from src; undefined for a package. */
export function resolve(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('@/')) return moduleOf(specifier.slice(2));
  if (specifier.startsWith('@tests/')) return `../tests/${specifier.slice(7)}`;
  if (!specifier.startsWith('.')) return undefined;
  return moduleOf(path.posix.relative('src', path.posix.join(path.posix.dirname(from), specifier)));
}

/** A file's path without its extension. */
export function moduleOf(file: string): string {
  return file.replace(/(\.d)?\.[cm]?[jt]sx?$/, '');
}

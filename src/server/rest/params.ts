import type { z } from 'zod';
import { camelCase } from './names';

/** Parameters come from a path's pattern: `/api/repos/{repo_id}/suppressions/{id}` has `repoId` and `id`. */

export type ApiPath = `/api/${string}`;

type Camel<Name extends string> = Name extends `${infer Word}_${infer Rest}`
  ? `${Word}${Capitalize<Camel<Rest>>}`
  : Name;

/** What a path's pattern names, under the code's names. */
export type Params<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? { [K in Camel<Name>]: string } & Params<Rest>
  : object;

/** What else a definition must be: the compiler wants a field of the input for each parameter of the path. */
export type WithParams<
  P extends string,
  Input extends z.ZodType,
> = keyof Params<P> extends keyof z.input<Input>
  ? unknown
  : { input: { 'has no field for': Exclude<keyof Params<P>, keyof z.input<Input>> } };

/** The names in a pattern as the API has them, in their order. */
export function paramNames(path: string): string[] {
  return path.split('/').filter(isParam).map(nameOf);
}

/** What a request's URL has in the places of a pattern's names. The front door lets only valid escapes pass. */
export function readParams<P extends string>(path: P, url: string): Params<P> {
  const given = new URL(url).pathname.split('/');
  const named = path
    .split('/')
    .flatMap((part, at) =>
      isParam(part) ? [[camelCase(nameOf(part)), decodeURIComponent(given[at] ?? '')]] : [],
    );
  return Object.fromEntries(named) as Params<P>;
}

function isParam(part: string): boolean {
  return part.startsWith('{');
}

function nameOf(part: string): string {
  return part.slice(1, -1);
}

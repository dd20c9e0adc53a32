import type { z } from 'zod';
import { camelCase } from './names';

/** A path's pattern names its parameters: `/api/repos/{repo_id}/suppressions/{id}` has `repoId` and `id`. */

export type ApiPath = `/api/${string}`;

type Camel<Name extends string> = Name extends `${infer Word}_${infer Rest}`
  ? `${Word}${Capitalize<Camel<Rest>>}`
  : Name;

/** The parameters of a pattern, under the code's names. */
export type Params<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? { [K in Camel<Name>]: string } & Params<Rest>
  : object;

/** A further condition on a definition: the input has a field for each parameter of the path. */
export type WithParams<
  P extends string,
  Input extends z.ZodType,
> = keyof Params<P> extends keyof z.input<Input>
  ? unknown
  : { input: { 'has no field for': Exclude<keyof Params<P>, keyof z.input<Input>> } };

/** The parameter names of a pattern in the API's form, in their order. */
export function paramNames(path: string): string[] {
  return path.split('/').filter(isParam).map(nameOf);
}

/** Reads a pattern's parameters from a request's URL. The front door passes only valid escapes on. */
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

import { singleton } from '../singleton';
import type { Highlighter } from './highlighter';
import { type CodeLines, plainLines } from './tokens';

type Snippet = { readonly codeSnippet: string | null; readonly filePath: string };

/** Adds the tokens of a finding's code. It is plain in a process without a highlighter. */
export async function withCode<T extends Snippet>(finding: T): Promise<T & { code: CodeLines | null }> {
  const { codeSnippet: code, filePath: path } = finding;
  // A finding of a whole file has no code.
  if (code === null || code === '') return { ...finding, code: null };
  const opened = singleton<Highlighter | undefined>('highlighter', () => undefined);
  return { ...finding, code: opened ? await opened.highlight({ code, path }) : plainLines(code) };
}

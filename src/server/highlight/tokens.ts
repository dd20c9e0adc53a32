/** The kinds of tokens that are shown differently. */
export const TOKEN_KINDS = ['plain', 'comment', 'keyword', 'string', 'constant', 'name'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

export type CodeToken = { readonly text: string; readonly kind: TokenKind };
/** The lines of a piece of code. */
export type CodeLines = readonly (readonly CodeToken[])[];

/** What the thread of the highlighter is sent, and its answer. */
export type HighlightTask = { readonly code: string; readonly path: string };
export type HighlightAnswer = { readonly lines: CodeLines };

export function plainLines(code: string): CodeLines {
  return code.split('\n').map((text) => [{ text, kind: 'plain' }]);
}

import { createOnigurumaEngine } from '@shikijs/engine-oniguruma';
import {
  codeToTokensBase,
  createShikiPrimitiveAsync,
  type ShikiPrimitive,
  type ThemedToken,
  type ThemeRegistration,
} from '@shikijs/primitive';
import { type Language, languageOf } from './languages';
import {
  type CodeLines,
  type CodeToken,
  type HighlightTask,
  plainLines,
  TOKEN_KINDS,
  type TokenKind,
} from './tokens';

/** The longest code and the longest line that are highlighted, in characters. */
const MAX_CODE = 20_000;
const MAX_LINE = 500;

/** The colours of this theme are kinds of tokens. The style sheet gives each its colours, light and dark. */
const KINDS: ThemeRegistration = {
  name: 'kinds',
  type: 'light',
  colors: { 'editor.foreground': 'plain', 'editor.background': 'none' },
  tokenColors: [
    { scope: ['comment', 'punctuation.definition.comment'], settings: { foreground: 'comment' } },
    { scope: ['keyword', 'storage'], settings: { foreground: 'keyword' } },
    { scope: ['keyword.operator', 'punctuation'], settings: { foreground: 'plain' } },
    { scope: ['string', 'punctuation.definition.string'], settings: { foreground: 'string' } },
    { scope: ['constant', 'variable.language', 'support.constant'], settings: { foreground: 'constant' } },
    {
      scope: [
        ...['entity.name', 'entity.other.attribute-name', 'support.type.property-name', 'support.function'],
        ...['keyword.other.definition.ini', 'variable.key', 'variable.other.env', 'variable.other.property'],
        ...['meta.object-literal.key', 'punctuation.support.type.property-name', 'variable.other.assignment'],
      ],
      settings: { foreground: 'name' },
    },
  ],
};

let primitive: Promise<ShikiPrimitive> | undefined;

/** The tokens of code, by its file's language. Code of an unknown language, or too much of it, is plain. */
export async function tokenize({ code, path }: HighlightTask): Promise<CodeLines> {
  const language = languageOf(path);
  if (language === undefined || code.length > MAX_CODE) return plainLines(code);
  primitive ??= createPrimitive();
  return tokensOf(await primitive, language, code);
}

function createPrimitive(): Promise<ShikiPrimitive> {
  const engine = createOnigurumaEngine(import('@shikijs/engine-oniguruma/wasm-inlined'));
  return createShikiPrimitiveAsync({ themes: [KINDS], langs: [], engine });
}

async function tokensOf(shiki: ShikiPrimitive, language: Language, code: string): Promise<CodeLines> {
  await shiki.loadLanguage(language.load());
  const before = language.before === undefined ? [] : [language.before];
  const lines = codeToTokensBase(shiki, [...before, code].join('\n'), {
    lang: language.name,
    theme: 'kinds',
    tokenizeMaxLineLength: MAX_LINE,
    // The thread has a limit, which a grammar's first use may need most of.
    tokenizeTimeLimit: 0,
  });
  return lines.slice(before.length).map(joined);
}

/** Joins neighbours of one kind. */
function joined(tokens: readonly ThemedToken[]): CodeToken[] {
  const joinedTokens: CodeToken[] = [];
  for (const { content, color } of tokens) {
    const kind: TokenKind = TOKEN_KINDS.find((one) => one === color) ?? 'plain';
    const last = joinedTokens.at(-1);
    if (last?.kind === kind) joinedTokens.splice(-1, 1, { text: last.text + content, kind });
    else joinedTokens.push({ text: content, kind });
  }
  return joinedTokens;
}

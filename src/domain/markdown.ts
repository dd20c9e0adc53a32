/**
 * Texts of a repository, as parts of Markdown on another site. Anybody who can push may have written them.
 * They show as they are: no mark-up, no HTML, no link, and nobody is mentioned.
 */

/** Invisible, and breaks what hosts look for in texts. */
const JOINER = '\u2060';

const PUNCTUATION = /[!-/:-@[-`{-~]/g;
/** What hosts take for a mention or a reference: `@user`, `#1`, `!1`, `$1`, `%1`, `&1`, `~label`, `^alert`. */
const SIGILS = /[@#!$%&~^]/g;
const SCHEMES = /(:)(?=\/\/)|(mailto|xmpp)(?=:)|(www)(?=\.)/gi;
/** The id of a commit, and references such as `GH-12`. */
const COMMITS = /([0-9a-f]{3})(?=[0-9a-f]{4})/gi;
const NUMBERED = /([a-z])(?=-\d)/gi;

/** A text of one line, as a part of a paragraph. */
export function prose(text: string): string {
  const unlinked = broken(oneLine(text));
  return unlinked.replace(PUNCTUATION, '\\$&');
}

/** As prose, for a title, in which hosts read no mark-up but find references. */
export function plainTitle(text: string, most: number): string {
  const characters = [...broken(oneLine(text))];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('');
}

function broken(text: string): string {
  return text
    .replace(SIGILS, `$&${JOINER}`)
    .replace(SCHEMES, `$&${JOINER}`)
    .replace(COMMITS, `$1${JOINER}`)
    .replace(NUMBERED, `$1${JOINER}`);
}

/** A text as a code span, in which hosts read nothing at all. */
export function code(text: string): string {
  const line = oneLine(text) || ' ';
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** A link. The text is Markdown already; the address can't end it. */
export function link(markdown: string, url: string): string {
  return `[${markdown}](<${url.replace(/[<>\\\s]/g, encodeURIComponent)}>)`;
}

/** Without line ends, and without characters that are invisible or change the direction of a text. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();
}

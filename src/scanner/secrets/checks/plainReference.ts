/** Names of variables in the syntax of shells, templates and programs, and the words for nothing at all. */
const PLAIN =
  /^(?:\$[A-Z_][A-Z0-9_]{0,60}|\$\{[A-Za-z_][\w.]{0,60}\}|\$?\{\{ ?[A-Za-z_][\w.]{0,80} ?\}\}|<[A-Za-z][A-Za-z _-]{0,60}>|%[A-Z_]{2,60}%|(?:process\.env|import\.meta\.env|os\.environ|ENV|secrets|vars)(?:\.[A-Za-z_]{1,60}|\[["'][A-Za-z_]{1,60}["']\])|true|false|null|nil|none|undefined)$/;

/**
 * Whether a value is nothing but the name of where the real one is kept, such as `${DB_PASSWORD}`. Unlike isReference,
 * it takes nothing for one that somebody could have chosen: what it knows is shown in snippets.
 */
export function isPlainReference(value: string): boolean {
  return PLAIN.test(value);
}

/** Names of variables in the syntax of shells, templates and programs, and words such as null. */
const PLAIN =
  /^(?:\$[A-Z_][A-Z0-9_]{0,60}|\$\{[A-Za-z_][\w.]{0,60}\}|\$?\{\{ ?[A-Za-z_][\w.]{0,80} ?\}\}|<[A-Za-z][A-Za-z _-]{0,60}>|%[A-Z_]{2,60}%|(?:process\.env|import\.meta\.env|os\.environ|ENV|secrets|vars)(?:\.[A-Za-z_]{1,60}|\[["'][A-Za-z_]{1,60}["']\])|true|false|null|nil|none|undefined)$/;

/**
 * Whether a value is only the name of a variable that holds the real one, such as `${DB_PASSWORD}`. Unlike isReference,
 * it accepts no text that could be a chosen password, since snippets show what it accepts.
 */
export function isPlainReference(value: string): boolean {
  return PLAIN.test(value);
}

/** The header by which Next is told the policy of a page, and from which it takes the nonce for its own scripts. */
export const POLICY_HEADER = 'content-security-policy';

/**
 * What a page may do: run our own scripts, talk to us, and be framed by nobody. Whatever an attacker may get into a
 * page, such as a file's name, it is not run.
 * @param nonce random for each page; a script without it is not run
 * @param dev in development Next evaluates code, to show where an error comes from
 */
export function pagePolicy(nonce: string, dev: boolean): string {
  const scripts = `'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`;
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    // Dialogs and menus place themselves by style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The header by which Next learns the policy of a page. Next takes the nonce for its own scripts from it. */
export const POLICY_HEADER = 'content-security-policy';

/**
 * The content security policy of a page: only our own scripts run, and only our server is called.
 * No other page may frame it.
 * Text that an attacker may get into a page, such as a file's name, is never run.
 * @param nonce random for each page; a script without it is not run
 * @param dev in development Next evaluates code to locate errors
 */
export function pagePolicy(nonce: string, dev: boolean): string {
  const scripts = `'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`;
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    // Dialogs and menus are positioned by style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** The errors that a request can cause. server/errors.ts maps each code to its HTTP status. */
export const ERROR_CODES = [
  'invalid_input',
  'invalid_json',
  'unauthenticated',
  'invalid_credentials',
  'signature_mismatch',
  'no_access',
  'admin_only',
  'session_only',
  'missing_scope',
  'cross_site',
  'registration_closed',
  'passwords_closed',
  'setup_token_wrong',
  'not_found',
  'method_not_allowed',
  'email_taken',
  'in_flight',
  'remote_set',
  'no_ssh_remote',
  'scan_over',
  'finding_changed',
  'undo_over',
  'last_admin',
  'last_way_in',
  'webhook_unavailable',
  'host_unavailable',
  'needs_reconnect',
  'payload_too_large',
  'unsupported_media_type',
  'key_reused',
  'rate_limited',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * An error that its user can act on. Every edge shows its message unchanged.
 * Any other error is an internal fault, and its text is never shown to a user.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    /** The input field that the message is about, in camelCase. */
    readonly field?: string,
    /** Seconds after which the same request may succeed. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** 404 of a noun: `Repo 'abc' not found`. */
export function notFound(
  noun:
    | 'Repo'
    | 'Deletion'
    | 'User'
    | 'Scan'
    | 'Finding'
    | 'Suppression'
    | 'Token'
    | 'Session'
    | 'Identity'
    | 'Triage'
    | 'Job'
    | 'Member'
    | 'View'
    | 'Webhook'
    | 'Connection'
    | 'Import',
  id: string,
): DomainError {
  return new DomainError('not_found', `${noun} '${id}' not found`);
}

export function invalidInput(field: string, message: string): DomainError {
  return new DomainError('invalid_input', message, field);
}

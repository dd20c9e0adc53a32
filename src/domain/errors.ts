/** What can go wrong by what somebody asked for. Each code's transport status stands in server/errors.ts. */
export const ERROR_CODES = [
  'invalid_input',
  'invalid_json',
  'unauthenticated',
  'invalid_credentials',
  'no_access',
  'admin_only',
  'session_only',
  'missing_scope',
  'cross_site',
  'registration_closed',
  'setup_token_wrong',
  'not_found',
  'method_not_allowed',
  'email_taken',
  'in_flight',
  'scan_over',
  'last_admin',
  'payload_too_large',
  'unsupported_media_type',
  'key_reused',
  'rate_limited',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * A refusal that a person can act on. Its message is a sentence for them, shown as it is on every edge;
 * anything else that is thrown is a fault of ours, and its text is shown to nobody.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    /** The input's field that the message is about, in camelCase, where there is one. */
    readonly field?: string,
    /** Seconds after which the same request may succeed. */
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

/** 404 of a noun: `Repo 'abc' not found`. */
export function notFound(
  noun: 'Repo' | 'Deletion' | 'User' | 'Scan' | 'Finding' | 'Suppression' | 'Token' | 'Session',
  id: string,
): DomainError {
  return new DomainError('not_found', `${noun} '${id}' not found`);
}

export function invalidInput(field: string, message: string): DomainError {
  return new DomainError('invalid_input', message, field);
}

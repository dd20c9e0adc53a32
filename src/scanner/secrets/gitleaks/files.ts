/** Our counterparts of gitleaks' rules about files, or the reason why there is none. */
export const GITLEAKS_FILES: Readonly<Record<string, { rule: string } | { none: string }>> = {
  'curl-auth-header': { rule: 'http-authorization-token' },
  'curl-auth-user': { rule: 'curl-user-password' },
  'generic-api-key': { rule: 'generic-api-key' },
  jwt: { rule: 'jwt' },
  'jwt-base64': { rule: 'jwt' },
  'kubernetes-secret-yaml': { rule: 'kubernetes-secret-value' },
  'nuget-config-password': { rule: 'nuget-clear-text-password' },
  'pkcs12-file': {
    none: 'A PKCS #12 file is binary, and only text is scanned; a password beside it is found.',
  },
  'private-key': { rule: 'private-key' },
  'sidekiq-sensitive-url': { rule: 'url-credentials' },
};

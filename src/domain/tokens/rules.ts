/** What a token may do. */
export const TOKEN_SCOPES = [
  'repos:read',
  'repos:write',
  'scans:read',
  'scans:write',
  'findings:read',
  'findings:write',
] as const;

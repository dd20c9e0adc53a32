/** A viewer sees a repo; a triager also triages its findings and requests scans. See access.ts. */
export const MEMBER_ROLES = ['viewer', 'triager'] as const;

import type { MemberRole } from '@/domain/members/schema';

export const ROLE_NAMES: Record<MemberRole, string> = { viewer: 'Viewer', triager: 'Triager' };

/** What a member may do, in words. */
export const ROLE_LABELS: Record<MemberRole, string> = {
  viewer: 'Viewer: sees everything',
  triager: 'Triager: also triages and scans',
};

import type { MemberRole } from '@/domain/members/schema';

/** What a member may do, in words. */
export const ROLE_LABELS: Record<MemberRole, string> = {
  viewer: 'Viewer: sees everything',
  triager: 'Triager: also triages and scans',
};

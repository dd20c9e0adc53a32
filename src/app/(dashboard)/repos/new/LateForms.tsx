'use client';

import { late } from '@/ui/late';

// Loaded late, as a visit shows one of them.
export const LateNewRepoForm = late(async () => (await import('@/features/repos/NewRepoForm')).NewRepoForm);
export const LateListForm = late(async () => (await import('@/features/repos/ListForm')).ListForm);

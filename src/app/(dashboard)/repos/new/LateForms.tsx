'use client';

import { lazy } from 'react';

// Loaded late, as a visit shows one of them. Without a boundary of its own, the page waits for it, and nothing moves.
const NewRepoForm = lazy(async () => ({
  default: (await import('@/features/repos/NewRepoForm')).NewRepoForm,
}));
const ListForm = lazy(async () => ({ default: (await import('@/features/repos/ListForm')).ListForm }));

export function LateNewRepoForm() {
  return <NewRepoForm />;
}

export function LateListForm() {
  return <ListForm />;
}

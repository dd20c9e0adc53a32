'use client';

import { Search } from 'lucide-react';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';

/** Shown when no repository matches the search. */
export function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={<Search />}
      title="No matching repository"
      action={<Button onClick={onClear}>Clear search and filters</Button>}
    >
      Search covers names and remote addresses.
    </EmptyState>
  );
}

'use client';

import { Search } from 'lucide-react';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';

/** Where no repository fits what is searched for. */
export function NothingFound({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={<Search />}
      title="No repository fits"
      action={<Button onClick={onClear}>Clear search and filters</Button>}
    >
      Search looks in names and remote addresses.
    </EmptyState>
  );
}

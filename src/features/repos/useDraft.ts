import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import type { createRepoInput } from '@/domain/repos/schema';
import { useTRPC } from '@/trpc/react';

/** What stands in the form's fields: as typed, and not yet what will be sent. */
export type NewRepo = z.input<typeof createRepoInput>;

const FIELDS = ['remoteUrl', 'name', 'sourceType', 'defaultBranch'] as const;

/**
 * Keeps what is being typed for this tab, so that it is there again after a reload, or after leaving and coming
 * back. What was typed before the page was ready is newer than what is kept. Nobody is shown what somebody else has
 * typed in the same tab.
 * @returns forgets the draft
 */
export function useDraft(form: UseFormReturn<NewRepo>, onRestored: () => void): () => void {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.account.me.queryOptions());
  const key = `heimdall.new-repo.${me.id}`;
  const restored = useRef(onRestored);
  useEffect(() => {
    const draft = readDraft(key);
    if (draft && !form.getValues('remoteUrl') && !form.getValues('name')) {
      for (const field of FIELDS) if (draft[field]) form.setValue(field, draft[field]);
      restored.current();
    }
    return form.subscribe({
      formState: { values: true },
      callback: ({ values }) => keepDraft(key, values),
    });
  }, [form, key]);
  return () => window.sessionStorage.removeItem(key);
}

function keepDraft(key: string, values: NewRepo): void {
  try {
    window.sessionStorage.setItem(key, JSON.stringify(values));
  } catch {
    // Full, or switched off: then what is typed lives as long as its page.
  }
}

function readDraft(key: string): NewRepo | undefined {
  const kept = window.sessionStorage.getItem(key);
  return kept === null ? undefined : (JSON.parse(kept) as NewRepo);
}

import { useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { z } from 'zod';
import type { createRepoInput } from '@/domain/repos/schema';
import { useTRPC } from '@/trpc/react';

/** The fields of the form as typed, before they are parsed. */
export type NewRepo = z.input<typeof createRepoInput>;

const FIELDS = ['remoteUrl', 'name', 'sourceType', 'defaultBranch'] as const;

/**
 * Keeps the input of the form for this tab, so that it survives a reload or leaving the page.
 * Input that was typed before the page was ready is newer than a draft. A draft is shown only to the user who
 * typed it.
 * @returns discards the draft
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
    // The storage is full or disabled, so the input lasts as long as its page.
  }
}

function readDraft(key: string): NewRepo | undefined {
  const kept = window.sessionStorage.getItem(key);
  return kept === null ? undefined : (JSON.parse(kept) as NewRepo);
}

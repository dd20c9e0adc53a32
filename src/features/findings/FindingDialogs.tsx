'use client';

import { OnDemand, type Part } from '@/ui/OnDemand';
import type { AssignDialogProps } from './AssignDialog';
import type { ReasonDialogProps } from './ReasonDialog';
import type { useListTriage } from './useListTriage';

const reasonDialog: Part<ReasonDialogProps> = {
  fetch: async () => (await import('./ReasonDialog')).ReasonDialog,
};
const assignDialog: Part<AssignDialogProps> = {
  fetch: async () => (await import('./AssignDialog')).AssignDialog,
};

type FindingDialogsProps = {
  triage: ReturnType<typeof useListTriage>;
  /** All that the list has, such as `120 findings`. */
  all: string;
};

/** The open dialog of a list of findings, if any. */
export function FindingDialogs({ triage, all }: FindingDialogsProps) {
  const { dialog, shut: onClose } = triage;
  const what = triage.about ?? all;
  if (dialog === undefined) return null;
  if (dialog === 'assign') {
    const { repoIds, assignNow: assign } = triage;
    return <OnDemand part={assignDialog} onMissing={onClose} with={{ what, repoIds, assign, onClose }} />;
  }
  const present = triage.isAgain ? { statusReason: null, statusUntil: null } : undefined;
  const asked = { status: dialog, what, present, news: triage.news, decide: triage.decideNow, onClose };
  return <OnDemand part={reasonDialog} onMissing={onClose} with={asked} />;
}

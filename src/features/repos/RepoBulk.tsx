'use client';

import { type RefObject, useState } from 'react';
import type { Repo } from '@/trpc/types';
import { OnDemand, type Part } from '@/ui/OnDemand';
import { useFocusAfterRemoval } from '@/ui/useFocusAfterRemoval';
import type { useSelection } from '@/ui/useSelection';
import { aboutRepos, allowed, type BulkAction, skippedText } from './bulkText';
import type { DeleteReposDialogProps } from './DeleteReposDialog';
import { RepoBulkBar } from './RepoBulkBar';
import { useBulkActions } from './useBulkActions';

const deleteDialog: Part<DeleteReposDialogProps> = {
  fetch: async () => (await import('./DeleteReposDialog')).DeleteReposDialog,
};

/** The dialog that sets when several repositories are scanned. */
export type ScheduleDialogProps = {
  repos: readonly Repo[];
  /** `12 repositories` */
  what: string;
  skipped: string | undefined;
  /** Calls for each repository. */
  callEach: (call: (repo: Repo) => Promise<unknown>) => Promise<void>;
  onClose: () => void;
};

export type RepoBulkProps = {
  frame: RefObject<HTMLElement | null>;
  rows: readonly Repo[];
  selection: ReturnType<typeof useSelection<Repo>>;
  scheduleDialog: Part<ScheduleDialogProps>;
};

/** What is about is the same while a dialog is open, even if rows go. */
type Asked = { action: BulkAction; selected: readonly Repo[]; repos: readonly Repo[] };

/** The bar of the selected repositories, and its dialogs. */
export function RepoBulk({ frame, rows, selection, scheduleDialog }: RepoBulkProps) {
  const refocus = useFocusAfterRemoval(frame, rows);
  const bulk = useBulkActions(selection.deselect);
  const [asked, setAsked] = useState<Asked>();
  const { selected } = selection;
  const onClose = () => setAsked(undefined);
  return (
    <>
      <RepoBulkBar
        selected={selected}
        progress={bulk.progress}
        failed={bulk.failed}
        onScan={() => void bulk.scanEach(selected)}
        onAsk={(action) => {
          bulk.forget();
          setAsked({ action, selected, repos: allowed(action, selected) });
        }}
        onClose={() => {
          bulk.forget();
          selection.clear();
        }}
      />
      {asked?.action === 'delete' ? (
        <OnDemand
          part={deleteDialog}
          onMissing={onClose}
          with={{
            repos: asked.repos,
            skipped: skippedText('delete', asked.selected),
            progress: bulk.progress,
            onDelete: () => {
              refocus(asked.repos[0]?.id);
              return bulk.deleteEach(asked.selected);
            },
            onClose,
          }}
        />
      ) : null}
      {asked?.action === 'schedule' ? (
        <OnDemand
          part={scheduleDialog}
          onMissing={onClose}
          with={{
            repos: asked.repos,
            what: aboutRepos(asked.repos),
            skipped: skippedText('schedule', asked.selected),
            callEach: (call) => bulk.scheduleEach(asked.selected, call),
            onClose,
          }}
        />
      ) : null}
    </>
  );
}

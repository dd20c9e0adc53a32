'use client';

import { Pencil, Trash2 } from 'lucide-react';
import type { OpenMenu } from '@/ui/Menu';
import { MenuContent } from '@/ui/MenuContent';

export type ViewMenuProps = { onRename: () => void; onDelete: () => void };

/** The actions on a view of one's own. Its filters stay in the list, so a deleted one can be saved again. */
export function ViewMenu({ onRename, onDelete, ...menu }: ViewMenuProps & OpenMenu) {
  return (
    <MenuContent
      {...menu}
      entries={[
        { label: 'Rename view', icon: Pencil, onSelect: onRename },
        { label: 'Delete view', icon: Trash2, danger: true, apart: true, onSelect: onDelete },
      ]}
    />
  );
}

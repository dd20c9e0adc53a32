'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { Bookmark, EllipsisVertical } from 'lucide-react';
import { useState } from 'react';
import { useTRPC } from '@/trpc/react';
import { Button } from '@/ui/Button';
import { Menu, type OpenMenu } from '@/ui/Menu';
import { OnDemand, type Part } from '@/ui/OnDemand';
import { iconButtonStyle } from '@/ui/styles';
import { TabLinks } from '@/ui/TabLinks';
import { namedViews, VIEWS_INPUT, viewOf, viewPath } from './findingViews';
import { useFindingFilters } from './useFindingFilters';
import type { ViewDialogProps } from './ViewDialog';
import type { ViewMenuProps } from './ViewMenu';

const viewDialog: Part<ViewDialogProps> = { fetch: async () => (await import('./ViewDialog')).ViewDialog };
const viewMenu: Part<ViewMenuProps & OpenMenu> = { fetch: async () => (await import('./ViewMenu')).ViewMenu };

/** The views of the list of all findings, a tab each. The present filters can be saved as another one. */
export function ViewTabs() {
  const trpc = useTRPC();
  const { filters } = useFindingFilters();
  const { data: own } = useSuspenseQuery(trpc.view.list.queryOptions(VIEWS_INPUT));
  const [naming, setNaming] = useState<'new' | 'present'>();
  const views = namedViews(own.items);
  const current = viewOf(views, filters);
  const close = () => setNaming(undefined);
  return (
    <>
      <TabLinks
        label="Views"
        current={current?.id ?? ''}
        tabs={views.map((view) => ({ id: view.id, label: view.name, href: viewPath(view) }))}
      >
        {current?.isOwn ? (
          <Menu
            label={`Actions for the view ${current.name}`}
            className={iconButtonStyle}
            menu={viewMenu}
            with={{ id: current.id, onRename: () => setNaming('present') }}
          >
            <EllipsisVertical aria-hidden className="size-4" />
          </Menu>
        ) : null}
        {current && filters.q === current.filters.q ? null : (
          <Button onClick={() => setNaming('new')}>
            <Bookmark aria-hidden className="size-4" />
            Save view
          </Button>
        )}
      </TabLinks>
      {naming ? (
        <OnDemand
          part={viewDialog}
          onMissing={close}
          with={{ present: naming === 'present' ? current : undefined, filters, onClose: close }}
        />
      ) : null}
    </>
  );
}

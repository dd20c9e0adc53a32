'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import type { OpenMenu } from '@/ui/Menu';
import { MenuContent } from '@/ui/MenuContent';
import { setTheme } from './theme';

export function ThemeMenu(menu: OpenMenu) {
  return (
    <MenuContent
      {...menu}
      entries={[
        { label: 'Follow the system', icon: Monitor, onSelect: () => setTheme('system') },
        { label: 'Light', icon: Sun, onSelect: () => setTheme('light') },
        { label: 'Dark', icon: Moon, onSelect: () => setTheme('dark') },
      ]}
    />
  );
}

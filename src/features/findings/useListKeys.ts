import type { SettableStatus } from '@/domain/findings/rules';
import { useKey } from '@/ui/useKey';

type ListActions = {
  decide: (status: SettableStatus) => void;
  assign: () => void;
  undo: () => void;
  select: (asRange: boolean) => void;
};

/** The keys of a list of findings, besides those that move the focus. FindingKeys explains them. */
export function useListKeys({ decide, assign, undo, select }: ListActions): void {
  useKey('c', () => decide('confirmed'));
  useKey('d', () => decide('dismissed'));
  useKey('f', () => decide('false_positive'));
  useKey('r', () => decide('open'));
  useKey('a', assign);
  useKey('u', undo);
  useKey('x', () => select(false));
  useKey('X', () => select(true));
  useKey('o', () => {
    const row = document.activeElement?.closest('[data-item]');
    row?.querySelector<HTMLElement>('[data-row]')?.click();
  });
}

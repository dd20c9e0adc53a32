import { useState } from 'react';

/**
 * Returns the focus when a dialog closes: to the element that had it before, unless it is elsewhere already.
 * If that is gone, such as a deleted row, the page's content gets it.
 * @returns a handler for the dialog's onCloseAutoFocus, which by itself knows only a trigger inside the
 * dialog
 */
export function useFocusReturn(): (event: Event) => void {
  const [opener] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    if (document.activeElement && document.activeElement !== document.body) return;
    const back = opener?.isConnected ? opener : document.getElementById('content');
    if (back instanceof HTMLElement) back.focus();
  };
}

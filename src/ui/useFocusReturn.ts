import { useState } from 'react';

/**
 * Where the focus goes when a dialog closes: back to what had it when the dialog opened, or to the page's content where
 * that is gone, as the row of what was deleted is.
 * @returns for the dialog's onCloseAutoFocus; by itself it only knows a button that is part of the dialog
 */
export function useFocusReturn(): (event: Event) => void {
  const [opener] = useState(() => document.activeElement);
  return (event) => {
    event.preventDefault();
    const back = opener?.isConnected ? opener : document.getElementById('content');
    if (back instanceof HTMLElement) back.focus();
  };
}

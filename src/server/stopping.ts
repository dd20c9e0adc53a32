import { singleton } from './singleton';

/** Whether this process has been asked to stop. Streams that would go on as long as their client end then. */
export function isStopping(): boolean {
  return state().isStopping;
}

export function beginStopping(): void {
  state().isStopping = true;
}

function state(): { isStopping: boolean } {
  return singleton('stopping', () => ({ isStopping: false }));
}

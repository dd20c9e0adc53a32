import { singleton } from './singleton';

/** Whether this process has been asked to stop: what would go on for as long as somebody listens ends then. */
export function isStopping(): boolean {
  return state().isStopping;
}

export function beginStopping(): void {
  state().isStopping = true;
}

function state(): { isStopping: boolean } {
  return singleton('stopping', () => ({ isStopping: false }));
}

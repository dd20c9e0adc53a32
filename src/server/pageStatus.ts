import { AsyncLocalStorage } from 'node:async_hooks';
import type { Handler } from './frontDoor';
import { singleton } from './singleton';

type Answer = { statusCode: number; headersSent: boolean };

const answers = () => singleton('page answers', () => new AsyncLocalStorage<Answer>());

/** Allows a rendering to set the status of its answer. Next can only do so by throwing the page away. */
export function withPageStatus(handle: Handler): Handler {
  return (request, response) => answers().run(response, () => handle(request, response));
}

/** Sets the status of the page that is being rendered. */
export function setPageStatus(status: 403 | 404): void {
  const answer = answers().getStore();
  if (answer && !answer.headersSent) answer.statusCode = status;
}

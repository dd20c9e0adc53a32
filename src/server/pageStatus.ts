import { AsyncLocalStorage } from 'node:async_hooks';
import type { Handler } from './frontDoor';
import { singleton } from './singleton';

type Answer = { statusCode: number; headersSent: boolean };

const answers = () => singleton('page answers', () => new AsyncLocalStorage<Answer>());

/** Lets what renders a page say the status of its answer, for which Next has no way but to throw the page away. */
export function withPageStatus(handle: Handler): Handler {
  return (request, response) => answers().run(response, () => handle(request, response));
}

/** Gives the page that is being rendered another status than 200. */
export function setPageStatus(status: 403 | 404): void {
  const answer = answers().getStore();
  if (answer && !answer.headersSent) answer.statusCode = status;
}

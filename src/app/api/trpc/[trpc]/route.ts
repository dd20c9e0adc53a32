import { handlersFor } from '@/server/rest/handlers';
import { answerTrpc } from '@/server/trpc/handler';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlersFor({
  GET: answerTrpc,
  POST: answerTrpc,
});

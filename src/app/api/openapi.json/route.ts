import { handlersFor } from '@/server/rest/handlers';
import { answerOpenApi } from '@/server/rest/openapi';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlersFor({
  GET: answerOpenApi,
  HEAD: answerOpenApi,
});

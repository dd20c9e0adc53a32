import { handlersFor } from '@/server/rest/handlers';
import { answerHealth } from '@/server/rest/health';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlersFor({
  GET: answerHealth,
  HEAD: answerHealth,
});

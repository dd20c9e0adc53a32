import { answerNextAuth } from '@/server/auth/nextAuth';
import { handlersFor } from '@/server/rest/handlers';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlersFor({
  GET: answerNextAuth,
  POST: answerNextAuth,
});

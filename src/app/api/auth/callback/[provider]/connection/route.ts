import { answerConnect } from '@/server/auth/connectHost';
import { handlersFor } from '@/server/rest/handlers';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlersFor({ GET: answerConnect });

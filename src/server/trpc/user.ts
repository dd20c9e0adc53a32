import { deleteUser } from '@/domain/deletions/service';
import { byId } from '@/domain/fields';
import { pageInput } from '@/domain/page';
import { closeSession } from '@/domain/sessions/service';
import { createTokenInput } from '@/domain/tokens/schema';
import { createToken, listTokens, revokeToken } from '@/domain/tokens/service';
import {
  changePasswordInput,
  createUserInput,
  loginInput,
  registerInput,
  setPasswordInput,
  updateProfileInput,
} from '@/domain/users/schema';
import { createUser, getMe, listUsers, updateProfile } from '@/domain/users/service';
import { sessionCookie } from '../auth/cookie';
import { changeOwnPassword, signIn, signInByLink, signUp } from '../auth/signIn';
import type { RequestContext } from './context';
import { publicProcedure, router, userProcedure } from './init';

function setCookie(ctx: RequestContext, token: string | null): void {
  ctx.responseHeaders.set('set-cookie', sessionCookie(token));
}

export const userRouter = router({
  register: publicProcedure
    .meta({ doing: 'register account' })
    .input(registerInput)
    .mutation(async ({ ctx, input }) => {
      const signedIn = await signUp(ctx.ctx, input, ctx);
      setCookie(ctx, signedIn.token);
      return signedIn;
    }),

  login: publicProcedure
    .meta({ doing: 'sign in' })
    .input(loginInput)
    .mutation(async ({ ctx, input }) => {
      const signedIn = await signIn(ctx.ctx, input, ctx);
      setCookie(ctx, signedIn.token);
      return signedIn;
    }),

  setPassword: publicProcedure
    .meta({ doing: 'set password' })
    .input(setPasswordInput)
    .mutation(async ({ ctx, input }) => {
      const signedIn = await signInByLink(ctx.ctx, input, ctx);
      setCookie(ctx, signedIn.token);
      return signedIn;
    }),

  logout: userProcedure.meta({ doing: 'sign out' }).mutation(async ({ ctx }) => {
    const goodbye = await closeSession(ctx.user);
    setCookie(ctx, null);
    return goodbye;
  }),

  me: userProcedure.meta({ doing: 'get account' }).query(({ ctx }) => getMe(ctx.user)),

  updateProfile: userProcedure
    .meta({ doing: 'update account' })
    .input(updateProfileInput)
    .mutation(({ ctx, input }) => updateProfile(ctx.user, input)),

  changePassword: userProcedure
    .meta({ doing: 'change password' })
    .input(changePasswordInput)
    .mutation(({ ctx, input }) => changeOwnPassword(ctx.user, input, ctx)),

  createUser: userProcedure
    .meta({ doing: 'create user' })
    .input(createUserInput)
    .mutation(({ ctx, input }) => createUser(ctx.user, input)),

  listUsers: userProcedure
    .meta({ doing: 'list users' })
    .input(pageInput)
    .query(({ ctx, input }) => listUsers(ctx.user, input)),

  deleteUser: userProcedure
    .meta({ doing: 'delete user' })
    .input(byId)
    .mutation(({ ctx, input }) => deleteUser(ctx.user, input)),

  createToken: userProcedure
    .meta({ doing: 'create token' })
    .input(createTokenInput)
    .mutation(({ ctx, input }) => createToken(ctx.user, input)),

  listTokens: userProcedure
    .meta({ doing: 'list tokens' })
    .input(pageInput)
    .query(({ ctx, input }) => listTokens(ctx.user, input)),

  revokeToken: userProcedure
    .meta({ doing: 'revoke token' })
    .input(byId)
    .mutation(({ ctx, input }) => revokeToken(ctx.user, input)),
});

/** Does nothing: the baseline of `npm run bench`. Only the benchmark's own build serves it. */
export function POST(): Response {
  return new Response();
}

export { POST as DELETE };

/** Does nothing either, but reads a body and returns one, as every call of the API must. */
export async function PUT(request: Request): Promise<Response> {
  return Response.json(await request.json());
}

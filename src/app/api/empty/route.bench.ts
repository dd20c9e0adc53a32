/** Does nothing: what `npm run bench` measures everything else against. Only the benchmark's own build serves it. */
function answer(): Response {
  return new Response();
}

export { answer as DELETE, answer as GET, answer as POST };

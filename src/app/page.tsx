/** Where the dashboard will be: until then, where its API is. */
export default function HomePage() {
  return (
    <main>
      <h1>Heimdall</h1>
      <p>Heimdall is running. Its API is described by an OpenAPI document.</p>
      <ul>
        <li>
          <a href="/api/openapi.json">OpenAPI document</a>
        </li>
        <li>
          <a href="/api/health">Health</a>
        </li>
      </ul>
    </main>
  );
}

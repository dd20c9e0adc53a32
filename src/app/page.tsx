export default function HomePage() {
  return (
    <main>
      <h1>Heimdall</h1>
    </main>
  );
}

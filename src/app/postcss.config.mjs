/** Turbopack uses the configuration nearest to the style sheet. */
const config = { plugins: { '@tailwindcss/postcss': {} } };

export default config;

/** Turbopack takes the configuration that lies nearest to the style sheet. */
const config = { plugins: { '@tailwindcss/postcss': {} } };

export default config;

export const config = {
  apiUrl: 'https://api.acme.dev',
  sentryDsn: 'https://06fb451e5499941f8c5dfc83f2ac4636@o48201.ingest.sentry.io/4504201',
  twilio: {
    accountSid: 'AC32e022acf3eff2759df9c2af6807aacc',
    authToken: 'cc90716c3c272fd40351d317baa29099',
  },
  mapboxSecret: 'sk.eyJ1IjoiYWNtZSIsImEiOiCeMqjdUuDzrpEeRAPRLIMzIVqsM8z80R.I83MIwHnHaKWB7ePq0AUdo',
  algolia: { appId: 'L4TNQ7RW2E', adminKey: '192df90951eb3b584c77a96fe7928b62' },
  basicAuth: 'Basic cGFydG5lcjpXaWNrZXQzU2VkdW0=',
  clientSecret: 'QYvkfB6Obj5tVXAAnQYR3WkLqHTzhna6t3mdLCqr',
};

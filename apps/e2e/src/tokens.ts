/** The tokens that the server is started with; they open nothing but that server. */
export const tokens = {
  admin: '*:*.unleash-insecure-admin-api-token',
  development: '*:development.unleash-insecure-development-token',
  production: 'default:production.unleash-insecure-production-token',
} as const;

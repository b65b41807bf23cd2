// Starts Prism as a validating proxy and collects what it reports.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { createServer } = require('@stoplight/prism-http-server');
const { getHttpOperationsFromSpec } = require('@stoplight/prism-http');
const { createLogger } = require('@stoplight/prism-core');

/** Starts the proxy on a free port of the loopback interface, in front of the service at `upstream`. */
export async function startPrism(contract, upstream) {
  const server = createServer(await getHttpOperationsFromSpec(contract), {
    components: { logger: createLogger('Prism', { level: 'silent' }) },
    cors: false,
    config: {
      isProxy: true,
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: false,
      mock: { dynamic: false },
      upstream: new URL(upstream),
      upstreamProxy: undefined,
    },
  });
  const url = await server.listen(0, '127.0.0.1');
  return { url, close: () => server.close() };
}

/** Returns what Prism reported about an exchange, one text for each violation. */
export function violationsOf(header) {
  if (!header) return [];
  if (header.startsWith('Too many')) return [header];
  return JSON.parse(header).map(({ location, code, message }) => `${location.join('.')}: ${message} (${code})`);
}

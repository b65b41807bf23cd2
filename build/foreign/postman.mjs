// Converts the contract to a Postman collection and sends every request of it with newman through Prism to the emulator.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { base, contract, emulator, fail, headers } from './arguments.mjs';
import { startPrism, violationsOf } from './prism.mjs';

const require = createRequire(import.meta.url);
const converter = require('openapi-to-postmanv2');
const newman = require('newman');

// What the converter writes where a schema has no example: "string", a map with the key key_0, or <string,null> and <dateTime>.
const placeholder =
  /"string"|"key_0"|<Error|<(string|integer|number|boolean|object|array|null|any|dateTime|date|long|double|float|uri|email|uuid|decimal)\b[^>]*>/;

const requests = allOf(await convert()).sort((one, other) => isDelete(one) - isDelete(other));
const unfilled = requests.filter((item) => placeholder.test(textsOf(item))).map(nameOf);
if (unfilled.length > 0) fail('Postman: requests have placeholders. Fix: give their properties an example in the contract.', unfilled);
const withoutBody = requests.filter((item) => item.request.body?.mode && !item.request.body.raw).map(nameOf);
if (withoutBody.length > 0) fail('Postman: requests have no body, although the contract describes one.', withoutBody);

await useIdsOfTheEmulator();
const prism = await startPrism(contract, base);
const findings = [];
const statuses = new Map();
const summary = await new Promise((resolve, reject) =>
  newman
    .run(
      {
        collection: {
          info: { name: 'contract', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
          auth: { type: 'bearer', bearer: [{ key: 'token', value: emulator.access_token, type: 'string' }] },
          variable: [{ key: 'baseUrl', value: prism.url }],
          item: requests,
        },
        timeoutRequest: 20_000,
        ignoreRedirects: true,
      },
      (error, result) => (error ? reject(error) : resolve(result)),
    )
    .on('request', (error, { item, response }) => {
      if (error) return findings.push(`${item.name}: ${error.message}`);
      statuses.set(response.code, (statuses.get(response.code) ?? 0) + 1);
      const text = response.text();
      if (response.code >= 500) findings.push(`${item.name}: the response is ${response.code} ${text.slice(0, 200)}`);
      findings.push(...violationsOf(response.headers.get('sl-violations')).map((violation) => `${item.name}: ${violation}`));
    }),
);
await prism.close();

const sent = summary.run.stats.requests.total;
const successes = [...statuses].filter(([status]) => status < 300).reduce((sum, [, count]) => sum + count, 0);
if (sent !== requests.length) findings.push(`Only ${sent} of ${requests.length} requests were sent.`);
if (successes < requests.length / 4) findings.push(`Only ${successes} of ${requests.length} requests succeeded, so that they say little.`);
if (findings.length > 0) fail('Postman: the collection does not fit the contract or the emulator.', findings);
const counts = [...statuses].sort(([one], [other]) => one - other).map(([status, count]) => `${count} with ${status}`);
console.log(`  ${sent} requests without a violation: ${counts.join(', ')}`);

async function convert() {
  const result = await new Promise((resolve, reject) =>
    converter.convertV2(
      { type: 'string', data: readFileSync(contract, 'utf8') },
      { parametersResolution: 'Example', folderStrategy: 'Tags', includeDeprecated: true, stackLimit: 20 },
      (error, converted) => (error ? reject(error) : resolve(converted)),
    ),
  );
  if (!result.result) fail(`Postman: the contract could not be converted: ${result.reason}`);
  return result.output[0].data;
}

function allOf(folder) {
  return folder.item.flatMap((item) => (item.request ? [{ ...item, name: nameOf(item), response: [] }] : allOf(item)));
}

function isDelete(item) {
  return item.request.method === 'DELETE' ? 1 : 0;
}

function nameOf({ request }) {
  return `${request.method} /${request.url.path.join('/')}`;
}

function textsOf({ request }) {
  const { query = [], variable = [] } = request.url;
  const values = [...query, ...variable, ...(request.header ?? [])].map((entry) => entry.value);
  return [request.body?.raw, ...values].join('\n').replaceAll('\\"', '"');
}

// Lists name the records that exist; the other requests are about the first of them.
async function useIdsOfTheEmulator() {
  const ids = new Map([['workspaces', emulator.workspace_id], ['teams', emulator.team_id]]);
  for (let depth = 0; depth < 3; depth++) {
    for (const { request } of requests.filter((item) => item.request.method === 'GET' && !item.request.url.path.at(-1).startsWith(':'))) {
      const { path } = request.url;
      const kind = kindOf(path, path.length);
      fill(request, ids);
      const address = path.map((part) => (part.startsWith(':') ? valueOf(request, part) : part));
      if (ids.has(kind) || address.includes(undefined)) continue;
      const response = await fetch(`${base}/${address.join('/')}`, { headers });
      const list = response.ok ? await response.json() : [];
      if (Array.isArray(list) && list[0]?.id) ids.set(kind, list[0].id);
    }
  }
  for (const { request } of requests) fill(request, ids);
}

function fill({ url }, ids) {
  url.path.forEach((part, index) => {
    const id = part.startsWith(':') ? ids.get(kindOf(url.path, index)) : undefined;
    const variable = url.variable?.find((candidate) => candidate.key === part.slice(1));
    if (id && variable) variable.value = String(id);
  });
}

function valueOf({ url }, part) {
  return url.variable.find((candidate) => candidate.key === part.slice(1))?.value;
}

// /workspaces/:workspace_id/products/collections lists what /products/collections/:id is about.
function kindOf(path, end) {
  const parts = path.slice(0, end);
  const names = parts.filter((part) => !part.startsWith(':'));
  return (parts.length > 2 && parts[0] === 'workspaces' ? names.slice(1) : names).join('/');
}

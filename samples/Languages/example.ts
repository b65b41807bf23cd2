// Lists and creates contacts, and verifies webhooks, with what Node.js 20 or newer has. Node.js 23.6 or newer runs this file as it is.
//
//   CLICKFUNNELS_URL=http://127.0.0.1:4010 CLICKFUNNELS_TOKEN=… node example.ts
//   CLICKFUNNELS_WEBHOOKSECRET=… node example.ts verify SIGNATURE TIMESTAMP <body

import { createHmac, timingSafeEqual } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

interface Contact {
  id: number;
  email_address: string | null;
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is not set.`);
  return value;
}

/** Returns the parsed body and the headers. Repeats a request that surely had no effect: 429 always, 502 to 504 only for a GET. */
async function call<T>(method: string, path: string, body?: object): Promise<{ data: T; headers: Headers }> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${setting('CLICKFUNNELS_URL')}/api/v2/${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${setting('CLICKFUNNELS_TOKEN')}`,
        'User-Agent': 'languages-example/1.0',
        ...(body && { 'Content-Type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    if (response.ok) return { data: (await response.json()) as T, headers: response.headers };
    const repeatable = response.status === 429 || (method === 'GET' && [502, 503, 504].includes(response.status));
    if (!repeatable || attempt === 5) throw new Error(`${method} ${path} failed with status ${response.status}.`);
    await sleep(Number(response.headers.get('Retry-After') ?? 1) * 1000);
  }
}

/** Compares the HMAC-SHA256 of "TIMESTAMP.BODY" with the signature; body is the raw bytes. */
function isValid(body: Buffer, signature: string, timestamp: string): boolean {
  if (!/^[0-9]{1,12}$/.test(timestamp) || Math.abs(Date.now() / 1000 - Number(timestamp)) > 600) return false;
  const expected = createHmac('sha256', setting('CLICKFUNNELS_WEBHOOKSECRET')).update(`${timestamp}.`).update(body).digest('hex');
  const [left, right] = [Buffer.from(expected), Buffer.from(signature)];
  return left.length === right.length && timingSafeEqual(left, right);
}

async function main(): Promise<void> {
  const { data: teams } = await call<{ id: number }[]>('GET', 'teams');
  const { data: workspaces } = await call<{ id: number }[]>('GET', `teams/${teams[0].id}/workspaces`);
  const path = `workspaces/${workspaces[0].id}/contacts`;
  console.log(`workspace ${workspaces[0].id}`);

  // A page has 20 records. The header Pagination-Next has the cursor of the next one; it is missing after the last.
  let cursor: string | null = null;
  let page = 0;
  do {
    const { data, headers }: { data: Contact[]; headers: Headers } = await call<Contact[]>(
      'GET',
      cursor ? `${path}?after=${encodeURIComponent(cursor)}` : path,
    );
    console.log(`page ${++page}: ${data.length} contacts`);
    cursor = headers.get('Pagination-Next');
  } while (cursor);

  // Bodies are in an envelope that is named after the record.
  const { data: created } = await call<Contact>('POST', path, { contact: { email_address: 'ada@example.com', first_name: 'Ada' } });
  console.log(`created ${created.id} ${created.email_address}`);
}

const [mode, signature, timestamp] = process.argv.slice(2);
if (mode === 'verify') {
  const valid = isValid(await buffer(process.stdin), signature, timestamp);
  console.log(valid ? 'valid' : 'not valid');
  process.exitCode = valid ? 0 : 1;
} else {
  await main();
}

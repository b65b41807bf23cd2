// Sends a story through Prism: no request and no response may violate the contract, and a wrong request must be reported.
import { base, contract, emulator, fail, headers } from './arguments.mjs';
import { startPrism, violationsOf } from './prism.mjs';

const prism = await startPrism(contract, base);
const workspace = `/workspaces/${emulator.workspace_id}`;
const findings = [];
let sent = 0;

async function call(method, path, body) {
  const response = await fetch(prism.url + path, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') && text ? JSON.parse(text) : null;
  return { status: response.status, json, text, violations: violationsOf(response.headers.get('sl-violations')) };
}

async function expect(status, method, path, body) {
  const result = await call(method, path, body);
  sent++;
  findings.push(...result.violations.map((violation) => `${method} ${path}: ${violation}`));
  if (result.status !== status) {
    findings.push(`${method} ${path}: expected ${status}, but the response was ${result.status} ${result.text.slice(0, 200)}`);
  }
  return result.json;
}

const get = (path) => expect(200, 'GET', path);
const post = (path, body, status = 201) => expect(status, 'POST', path, body);

async function story() {
  // Accounts and contacts, with ids in both forms, filters, order, pages and optional parts.
  await get('/teams');
  await get(`/teams/${emulator.team_id}/workspaces`);
  await get(workspace);
  const page = await get(`${workspace}/contacts?sort_order=desc&sort_property=id&expand[]=email_engagement`);
  await get(`${workspace}/contacts?after=${page.at(-1).id}`);
  const contact = await post(`${workspace}/contacts`, {
    contact: { email_address: 'jane@example.com', first_name: 'Jane', custom_attributes: { color: 'blue' } },
  });
  await get(`/contacts/${contact.id}`);
  await get(`/contacts/${contact.public_id}`);
  const found = await get(`${workspace}/contacts?filter[email_address]=jane@example.com,joe@example.com&filter[id]=${contact.id},7`);
  if (found.length !== 1 || found[0].id !== contact.id) findings.push(`The filter returned ${found.length} contacts instead of 1.`);
  await expect(200, 'PUT', `/contacts/${contact.id}`, { contact: { last_name: 'Miller', phone_number: null } });
  await post(`${workspace}/contacts/upsert`, { contact: { email_address: 'jane@example.com', first_name: 'Jane' } }, 200);
  const tag = await post(`${workspace}/contacts/tags`, { contacts_tag: { name: 'Newsletter', color: '#3366ff' } });
  await post(`/contacts/${contact.id}/applied_tags`, { contacts_applied_tag: { tag_id: tag.id } });
  await get(`/contacts/${contact.id}/applied_tags?filter[tag_id]=${tag.id}`);

  // Products, their variants and prices.
  const product = await post(`${workspace}/products`, { product: { name: 'The lighthouse book', visible_in_store: true } });
  await get(`/products/${product.id}`);
  await get(`${workspace}/products?filter[archived]=false`);
  const [variant] = await get(`/products/${product.id}/variants?filter[archived]=false`);
  await post(`/products/variants/${variant.id}/prices`, {
    products_price: { name: 'Monthly', amount: '19.99', currency: 'USD', payment_type: 'subscription', interval: 'months', interval_count: 1 },
  });
  await get(`/products/${product.id}/prices?filter[variant_id]=${variant.id}`);
  const collection = await post(`${workspace}/products/collections`, { products_collection: { name: 'Spring' } });
  await get(`/products/collections/${collection.id}`);
  await post(`/products/${product.id}/archive`, undefined, 200);

  // Orders with invoices, courses, pages, webhooks.
  const orders = await get(`${workspace}/orders?filter[order_type]=one-time-order,subscription-order`);
  for (const order of orders.slice(0, 2)) {
    await get(`/orders/${order.id}`);
    await get(`/orders/${order.id}/invoices?filter[status]=paid`);
  }
  const course = await post(`${workspace}/courses`, { course: { title: 'Reading for pleasure' } });
  await get(`/courses/${course.id}`);
  const enrollment = await post(`/courses/${course.id}/enrollments`, { courses_enrollment: { contact_id: contact.id } });
  await get(`/courses/enrollments/${enrollment.id}`);
  await get(`${workspace}/forms`);
  await get(`${workspace}/pages?expand[]=head_code&expand[]=footer_code`);
  await get(`${workspace}/funnels?expand[]=steps`);
  const endpoint = await post(`${workspace}/webhooks/outgoing/endpoints`, {
    webhooks_outgoing_endpoint: { url: 'https://www.example.com/webhooks', name: 'New contacts', event_type_ids: ['contact.created'] },
  });
  await expect(204, 'DELETE', `/webhooks/outgoing/endpoints/${endpoint.id}`);
  await expect(422, 'DELETE', `/contacts/${contact.id}`);
  await expect(204, 'DELETE', `/contacts/${page[0].id}`);

  // Refusals are documented as well.
  await expect(404, 'GET', '/contacts/999999999');
  await expect(422, 'POST', `${workspace}/products`, { product: { name: '' } });
}

try {
  await story();
} catch (error) {
  findings.push(`The story ended early: ${error.message}`);
}

// The negative control: each of these must be reported.
const wrong = [
  ['POST', `${workspace}/contacts`, { contact: { email_address: 7 } }],
  ['POST', `${workspace}/contacts`, { email_address: 'jane@example.com' }],
  ['GET', `${workspace}/contacts?sort_order=sideways`],
];
for (const [method, path, body] of wrong) {
  const { violations } = await call(method, path, body);
  if (!violations.some((violation) => violation.startsWith('request'))) {
    findings.push(`${method} ${path}: the request is wrong, but Prism did not report it.`);
  }
}

await prism.close();
if (findings.length > 0) fail('Prism: the story violates the contract, or the service did not respond as expected.', findings);
console.log(`  ${sent} exchanges without a violation; ${wrong.length} wrong requests were reported`);

import createClient from 'openapi-fetch';
import type { paths } from '../obj/openapi-typescript/schema';
import { base, check, headers, workspace } from './check';

const client = createClient<paths>({ baseUrl: base, headers });
const path = { workspace_id: workspace };

const created = await client.POST('/workspaces/{workspace_id}/contacts', {
  params: { path },
  body: { contact: { email_address: 'fetch@example.com', first_name: 'Fetch', tag_ids: [] } },
});
check(created.data !== undefined, `The write failed: ${JSON.stringify(created.error)}`);
const { id, email_address } = created.data;
check(email_address === 'fetch@example.com', `The contact has another address: ${email_address}`);

const list = await client.GET('/workspaces/{workspace_id}/contacts', {
  params: { path, query: { filter: { email_address: 'fetch@example.com,nobody@example.com', id: `${id},7` }, sort_order: 'desc' } },
});
check(list.data !== undefined, `The list failed: ${JSON.stringify(list.error)}`);
check(list.data.length === 1 && list.data[0]?.id === id, `The filter returned ${list.data.length} contacts instead of 1.`);

const one = await client.GET('/contacts/{id}', { params: { path: { id } } });
check(one.data?.first_name === 'Fetch', `The contact could not be read: ${JSON.stringify(one.error)}`);

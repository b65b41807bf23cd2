import { createContacts, getContacts, listContacts } from '../obj/hey-api';
import { client } from '../obj/hey-api/client.gen';
import { base, check, headers, workspace } from './check';

client.setConfig({ baseUrl: base, headers });
const path = { workspace_id: workspace };

const created = await createContacts({ path, body: { contact: { email_address: 'hey@example.com', first_name: 'Hey' } } });
check(created.data !== undefined, `The write failed: ${JSON.stringify(created.error)}`);
const { id } = created.data;

const list = await listContacts({
  path,
  query: { filter: { email_address: 'hey@example.com,nobody@example.com', id: `${id},7` }, 'expand[]': ['email_engagement'] },
});
check(list.data !== undefined, `The list failed: ${JSON.stringify(list.error)}`);
check(list.data.length === 1 && list.data[0]?.id === id, `The filter returned ${list.data.length} contacts instead of 1.`);

const one = await getContacts({ path: { id } });
check(one.data?.first_name === 'Hey', `The contact could not be read: ${JSON.stringify(one.error)}`);

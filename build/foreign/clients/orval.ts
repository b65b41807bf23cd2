import { createContacts, getContacts, listContacts } from '../obj/orval/client';
import { base, check, headers, workspace } from './check';

// The generated functions send to relative addresses.
const send = globalThis.fetch;
globalThis.fetch = (input, init) => send(`${base}${String(input)}`, init);

const contact = { email_address: 'orval@example.com', first_name: 'Orval' };
const created = await createContacts(workspace, { contact }, {}, { headers });
check(created.status === 201, `The write returned ${created.status}: ${JSON.stringify(created.data)}`);
const { id } = created.data;

const list = await listContacts(workspace, { filter: { email_address: 'orval@example.com,nobody@example.com', id: `${id},7` } }, { headers });
check(list.status === 200, `The list returned ${list.status}: ${JSON.stringify(list.data)}`);
check(list.data.length === 1 && list.data[0]?.id === id, `The filter returned ${list.data.length} contacts instead of 1.`);

const one = await getContacts(id, {}, { headers });
check(one.status === 200 && one.data.first_name === 'Orval', `The contact could not be read: ${one.status}`);

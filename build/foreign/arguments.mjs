// What run.sh passes to each step.
export const contract = required('CONTRACT');
export const emulator = JSON.parse(required('EMULATOR'));
export const base = `${emulator.url}/api/v2`;
export const headers = { authorization: `Bearer ${emulator.access_token}`, 'user-agent': 'foreign-tools/1.0' };

/** Ends the step with a message, and with the details below it. */
export function fail(message, details = []) {
  console.error(`  ${message}`);
  for (const detail of details.slice(0, 40)) console.error(`    ${detail}`);
  if (details.length > 40) console.error(`    and ${details.length - 40} more`);
  process.exit(1);
}

function required(name) {
  const value = process.env[name];
  if (!value) fail(`The variable ${name} is missing. Fix: start the step with build/foreign/run.sh.`);
  return value;
}

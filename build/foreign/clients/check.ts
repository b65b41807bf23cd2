declare const process: { env: Record<string, string | undefined>; exit(code: number): never };

const emulator = JSON.parse(process.env.EMULATOR ?? '{}') as { url: string; access_token: string; workspace_id: number };

export const base = `${emulator.url}/api/v2`;
export const workspace = emulator.workspace_id;
export const headers = { Authorization: `Bearer ${emulator.access_token}`, 'User-Agent': 'foreign-tools/1.0' };

/** Ends the program if a condition does not hold. */
export function check(holds: boolean, message: string): asserts holds {
  if (!holds) {
    console.error(`  ${message}`);
    process.exit(1);
  }
}

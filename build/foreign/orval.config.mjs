export default {
  clickfunnels: {
    input: { target: process.env.CONTRACT },
    output: { target: 'obj/orval/client.ts', client: 'fetch', mode: 'single' },
  },
};

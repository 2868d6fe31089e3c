import { createApi } from './api.ts';

const { KIMBERLITE_DATA = './data', PORT = '3000', HOST = '127.0.0.1', KIMBERLITE_ADDRESS: address } = process.env;
const app = await createApi({ dataFolder: KIMBERLITE_DATA, projecting: 'thread', ...(address !== undefined && { address }) });
await app.listen(Number(PORT), HOST);

/** PGlite, PostgreSQL as WebAssembly, behind a socket: for machines on which no server is found. Ends when it is told to. */
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

const server = new PGLiteSocketServer({ db: await PGlite.create(), path: process.argv[2], maxConnections: 60 });
process.on('SIGINT', () => { process.exit(0); });
await server.start();

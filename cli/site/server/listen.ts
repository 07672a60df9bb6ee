import { createServer, type RequestListener, type Server } from 'node:http';

/** Servers that listen together; `port` is the one they got where 0 was asked for. */
export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens on `host`, or on both loopback addresses: `localhost` is ::1 to some programs, 127.0.0.1 to others.
 * @param port 0..65535; 0 takes a free one
 * @throws NodeJS.ErrnoException EADDRINUSE, EACCES
 */
export async function listen(
  handler: RequestListener,
  port: number,
  host?: string,
): Promise<Listening> {
  const first = await listenOn(handler, port, host ?? '127.0.0.1');
  const address = first.address();
  const bound = typeof address === 'object' && address !== null ? address.port : port;
  const servers = [first];
  if (host === undefined) {
    // Machines without IPv6 do without.
    const second = await listenOn(handler, bound, '::1').catch(() => null);
    if (second !== null) servers.push(second);
  }
  return { port: bound, close: async () => void (await Promise.all(servers.map(close))) };
}

function listenOn(handler: RequestListener, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(handler);
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

'use client';

import {
  notifyManager,
  QueryClient,
  QueryClientProvider,
  useQueryClient,
} from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
} from 'react';
import type { EngineClient } from '@/lib/engine/client';
import type { EngineConfig } from '@/lib/engine/protocol';
import type { GalleryList } from '@/lib/gallery/types';
import { sharedParsers } from '@/lib/search-params';
import { engineClient } from './engine-client';
import { resolveConfig } from './resolve-config';
import { useEngineAttributes } from './use-engine-status';
import { useOwnRevision } from './use-own-revision';

interface EngineContextValue {
  readonly client: EngineClient;
  readonly config: EngineConfig;
  readonly list: GalleryList;
}

// An answer is drawn in the task in which it arrives: a timer would delay it by a frame.
notifyManager.setScheduler(queueMicrotask);

const EngineContext = createContext<EngineContextValue | null>(null);

/**
 * Opens the engine with what the URL asks for and keeps it open through all views. Below it every
 * hook of this folder works; above it stand NuqsAdapter and a Suspense boundary.
 *
 * @param list What `public/galleries/galleries.json` held at build time; its first entries are the defaults.
 */
export function EngineProvider({ list, children }: { list: GalleryList; children: ReactNode }) {
  const [queryClient] = useState(() => new QueryClient());
  const [{ gallery, model, index, backend }] = useQueryStates(sharedParsers);
  const revision = useOwnRevision(gallery);
  const config = useMemo(
    () =>
      resolveConfig(
        list,
        { gallery, model, index, backend },
        process.env.NEXT_PUBLIC_BASE_PATH ?? '',
        revision,
      ),
    [list, gallery, model, index, backend, revision],
  );
  const client = engineClient();
  useEffect(() => {
    client.open(config).catch(() => {}); // The status and useGallery report the error.
  }, [client, config]);
  useEngineAttributes();
  useEffect(() => restartOnline(client, queryClient), [client, queryClient]);
  const value = useMemo(() => ({ client, config, list }), [client, config, list]);
  return (
    <QueryClientProvider client={queryClient}>
      <EngineContext value={value}>{children}</EngineContext>
    </QueryClientProvider>
  );
}

export function useEngineContext(): EngineContextValue {
  const value = use(EngineContext);
  if (!value) throw new Error('This hook needs an EngineProvider above it');
  return value;
}

/** The supervised engine itself, for work that has no hook of its own. */
export function useEngine(): EngineClient {
  return useEngineContext().client;
}

/** Restarts the engine after a failure, and repeats the queries that failed. */
export function useEngineRetry(): () => void {
  const { client } = useEngineContext();
  const queries = useQueryClient();
  return useCallback(() => restart(client, queries), [client, queries]);
}

function restart(client: EngineClient, queries: QueryClient): void {
  client.retry();
  void queries.resetQueries({ predicate: (query) => query.state.status === 'error' });
}

/** Repeats queries that failed offline when the network is back. @returns a function that ends this */
function restartOnline(client: EngineClient, queries: QueryClient): () => void {
  const online = () => {
    const { error, imageProblem, indexProblem } = client.status();
    const codes = [error?.code, imageProblem?.code, indexProblem?.code];
    if (codes.some((code) => code === 'asset-offline' || code === 'server-away'))
      restart(client, queries);
  };
  window.addEventListener('online', online);
  return () => window.removeEventListener('online', online);
}

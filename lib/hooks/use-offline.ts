'use client';

import { useEffect, useState } from 'react';
import { type KeepMessage, TAKE_OVER } from '@/lib/offline/types';
import { useEngineStatus } from './use-engine-status';

/** `preparing` until everything that this visit used is kept; `none` where the browser keeps nothing. */
export type OfflineState = 'preparing' | 'ready' | 'none';

export interface Offline {
  readonly state: OfflineState;
  /** Reloads with the new version, where one waits; null where none does. */
  readonly update: (() => void) | null;
}

/** How often a page that stays open looks for a new version, ms. */
const LOOK_AGAIN = 3_600_000;

const workers = (): ServiceWorkerContainer | undefined =>
  typeof navigator === 'undefined' ? undefined : navigator.serviceWorker;

/**
 * Registers the service worker, once the engine has what it needs, and tells it what to keep. On hosts without headers
 * public/isolation/register.js has done so before. Also sets `<html data-offline>`.
 */
export function useOffline(): Offline {
  const { phase, backend } = useEngineStatus();
  const [registration, setRegistration] = useState<ServiceWorkerRegistration | null>(null);
  const [state, setState] = useState<OfflineState>('preparing');
  const waiting = useWaiting(registration);
  const due = phase === 'ready' && process.env.NODE_ENV === 'production';

  useEffect(() => {
    if (!due) return;
    register().then(setRegistration, () => setState('none'));
  }, [due]);

  useEffect(() => {
    if (!registration || !backend) return;
    let current = true;
    keep(backend).then(
      (kept) => current && setState(kept ? 'ready' : 'preparing'),
      () => current && setState('none'),
    );
    return () => {
      current = false;
    };
  }, [registration, backend]);

  useEffect(() => {
    document.documentElement.dataset.offline = state;
  }, [state]);

  return { state, update: waiting && (() => takeOver(waiting)) };
}

async function register(): Promise<ServiceWorkerRegistration> {
  const container = workers();
  if (!container) throw new Error('This browser has no service workers.');
  const scope = `${process.env.NEXT_PUBLIC_BASE_PATH ?? ''}/`;
  return container.register(`${scope}service-worker.js`, { scope, updateViaCache: 'none' });
}

/** Asks the worker to keep what was fetched before it was there. @returns whether it could keep all of it */
async function keep(backend: KeepMessage['backend']): Promise<boolean> {
  const active = (await workers()?.ready)?.active;
  const urls = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => name.startsWith(location.origin) && name.includes('/galleries/'));
  const message: KeepMessage = { type: 'KEEP', backend, urls };
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<boolean>) => resolve(data);
    active?.postMessage(message, [port2]);
  });
}

/** The new version that waits until the visitor accepts it; a first version does not wait. */
function useWaiting(registration: ServiceWorkerRegistration | null): ServiceWorker | null {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  useEffect(() => {
    if (!registration) return;
    const look = () => {
      if (workers()?.controller) setWaiting(registration.waiting);
    };
    const watch = () => registration.installing?.addEventListener('statechange', look);
    look();
    watch();
    registration.addEventListener('updatefound', watch);
    const timer = setInterval(() => registration.update().catch(() => {}), LOOK_AGAIN);
    return () => {
      registration.removeEventListener('updatefound', watch);
      clearInterval(timer);
    };
  }, [registration]);
  return waiting;
}

function takeOver(waiting: ServiceWorker): void {
  workers()?.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage(TAKE_OVER);
}

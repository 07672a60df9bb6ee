'use client';

import { useEffect } from 'react';
import { keepPlace, placeOf } from './list-places';

/** Frames in which a list may still grow to its full height. */
const FRAMES = 20;

/** Whether the page was just opened, or gone back to, and nobody has touched it since. */
let arrived = true;
let watching = false;

/**
 * Keeps how far the page is scrolled while a list answers something, and scrolls there when its entry of the history is
 * opened again.
 * @param about as of useEndless: null until all that was loaded is there again
 */
export function useKeptPlace(about: string | null): void {
  useEffect(watch, []);
  useEffect(() => {
    if (about === null) return;
    const y = arrived ? placeOf(about)?.y : undefined;
    arrived = false;
    const stop = y ? scrollWhenThere(y) : undefined;
    const path = location.pathname;
    const keep = () => {
      // Back changes the address first, and scrolls before this list is gone.
      if (location.pathname === path) {
        keepPlace(about, { depth: placeOf(about)?.depth ?? 0, y: window.scrollY });
      }
    };
    addEventListener('scroll', keep, { passive: true });
    return () => {
      stop?.();
      removeEventListener('scroll', keep);
    };
  }, [about]);
}

/** A view that is opened has arrived; so has the page after Back. */
function watch(): void {
  arrived = true;
  if (watching) return;
  watching = true;
  addEventListener('popstate', () => {
    arrived = true;
  });
  const touched = () => {
    arrived = false;
  };
  for (const type of ['keydown', 'wheel', 'pointerdown', 'touchstart']) {
    addEventListener(type, touched, { passive: true });
  }
}

/** @returns a function that gives it up */
function scrollWhenThere(y: number): () => void {
  let frames = 0;
  let frame = 0;
  const step = () => {
    const { scrollHeight, clientHeight } = document.documentElement;
    if (scrollHeight - clientHeight >= y - 1) window.scrollTo({ top: y, behavior: 'instant' });
    else if (++frames < FRAMES) frame = requestAnimationFrame(step);
  };
  frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}

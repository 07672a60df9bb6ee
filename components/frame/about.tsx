'use client';

import type { ReactNode } from 'react';
import { BASE_MAP } from '@/components/scene-map/base-map';
import { count } from '@/components/ui/format';
import { useGallery } from '@/lib/hooks';
import { privacySentence } from './privacy-words';

const ID = 'about-overlook';

/** Opens {@link About}; may stand in several places. */
export function AboutButton() {
  return (
    <button
      type="button"
      popoverTarget={ID}
      className="rounded-sm font-medium text-ink underline decoration-line-strong underline-offset-4 hover:decoration-ink"
    >
      About
    </button>
  );
}

/** What the model can do, its limits, and credits. */
export function About() {
  const { gallery, model, served } = useGallery();
  const certainty = gallery?.certainty;
  return (
    <div
      id={ID}
      popover="auto"
      role="dialog"
      aria-label="About Overlook"
      className="fixed inset-0 m-auto h-fit max-h-[calc(100dvh-2rem)] w-[min(40rem,calc(100vw-1.5rem))] overflow-y-auto rounded-2xl border border-line bg-raised p-6 text-ink shadow-float backdrop:bg-bg/60"
    >
      <div className="flex items-start gap-4">
        <h2 className="flex-1 text-xl font-semibold tracking-tight">About Overlook</h2>
        <button
          type="button"
          popoverTarget={ID}
          popoverTargetAction="hide"
          className="rounded-lg border border-line-strong/50 px-3 py-1.5 text-sm font-medium hover:border-line-strong"
        >
          Close
        </button>
      </div>
      <Part title="What it does">
        A model turns images and words into vectors, and the nearest are shown. It runs on this
        device, in your browser.{' '}
        {served
          ? privacySentence(gallery, served)
          : 'No image, no word and no link that you open is sent anywhere. After one visit it works without a network.'}
        {BASE_MAP &&
          ` Where you open a map, ${BASE_MAP.host} sends the base map, and learns what part of the Earth you look at.`}
      </Part>
      <Part title="What it knows">
        Places and things that are common in aerial photographs: fields, roads, roofs, water,
        airports, sports grounds.{' '}
        {certainty &&
          `In this gallery ${percent(certainty.measured.above)} of the results above “Less certain from here” were right, on ${count(certainty.measured.queries)} queries that were kept for measuring.`}
      </Part>
      <Part title="What it cannot do">
        Names of places, dates, writing, people, and what is smaller than a few pixels. A word that
        it has hardly read is a guess, and the page says so. Do not rely on it where a mistake does
        harm.
      </Part>
      {gallery && (
        <Part title={gallery.title}>
          {gallery.description ? `${gallery.description}. ` : ''}
          {gallery.attribution}. Licence of the images: {gallery.license}.
        </Part>
      )}
      {model && (
        <Part title={model.title}>
          {model.source}. Licence: {model.license}.
        </Part>
      )}
      <Part title="The program">
        Overlook is free software under the Apache License 2.0. It stands on ONNX Runtime Web,
        hnswlib, Next.js, React, GeoTIFF.js, OpenJPEG, OpenLayers and Serwist.
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="pt-4">
      <h3 className="text-sm font-medium">{title}</h3>
      <p className="pt-1 text-sm text-muted">{children}</p>
    </section>
  );
}

function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}

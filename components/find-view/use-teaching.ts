import { useMemo, useState } from 'react';
import type { Concept } from '@/lib/concepts/types';
import type { Example, Learned, LocateOptions } from '@/lib/find/types';
import { conceptStore, useConcepts, useEngine } from '@/lib/hooks';
import { meanDirection } from '@/lib/vector/mean-direction';

interface Lesson {
  readonly examples: readonly Example[];
  /** Null where all examples are a no: there is nothing to learn yet. */
  readonly learned: Learned | null;
}

type Lessons = ReadonlyMap<string, Lesson>;

export interface Teaching {
  /** What to locate with: the threshold, what was learned here, and kept concepts that are asked for by name. */
  readonly options: LocateOptions;
  /** Marks whether a part shows a feature. @returns rejects where nothing can be learned */
  teach(survey: number, text: string, example: Example): Promise<void>;
  examplesOf(text: string): readonly Example[];
  /** Drops the examples: the model's own answer is shown again. */
  forget(text: string): void;
  /** Keeps what was learned as a concept of this browser. */
  keep(survey: number, text: string, name: string): Promise<void>;
  /** Concepts that can be asked for in this picture. */
  readonly concepts: readonly Concept[];
}

/** Learning from clicks in one picture. */
export function useTeaching(
  model: string | undefined,
  picture: string,
  features: readonly string[],
  from: number | null,
): Teaching {
  const client = useEngine();
  const all = useConcepts();
  const [lessons, setLessons] = useState<Lessons>(new Map());

  const concepts = useMemo(
    () => all.filter((concept) => concept.model === model && concept.classifier),
    [all, model],
  );
  const options = useMemo<LocateOptions>(() => {
    const learned: Record<string, Learned> = {};
    for (const text of features) {
      const here = lessons.get(text)?.learned ?? learnedOf(concepts, text);
      if (here) learned[text] = here;
    }
    return { ...(from !== null && { from }), learned };
  }, [features, lessons, concepts, from]);

  const teach = async (survey: number, text: string, example: Example) => {
    const before = lessons.get(text)?.examples ?? [];
    const examples = [...before.filter((other) => !isSamePart(other, example)), example];
    const learned = examples.some(({ yes }) => yes) ? await client.learn(survey, examples) : null;
    setLessons((others) => new Map([...others, [text, { examples, learned }]]));
  };

  const keep = async (survey: number, text: string, name: string) => {
    const lesson = lessons.get(text);
    if (!model || !lesson?.learned) return;
    const parts = lesson.examples.filter(({ yes }) => yes).map(({ part }) => part);
    const embeddings: Float32Array[] = [];
    for (const part of parts) embeddings.push(await client.encodePart(survey, part));
    const { source, weights, bias } = lesson.learned;
    conceptStore().put({
      name,
      model,
      embedding: [...meanDirection(embeddings)],
      classifier: { source, weights: [...weights], bias },
      examples: lesson.examples.map(({ part, yes }) => ({ picture, part, yes })),
      created: new Date().toISOString(),
    });
  };

  return {
    options,
    teach,
    examplesOf: (text) => lessons.get(text)?.examples ?? [],
    forget: (text) =>
      setLessons((before) => new Map([...before].filter(([other]) => other !== text))),
    keep,
    concepts,
  };
}

function learnedOf(concepts: readonly Concept[], text: string): Learned | null {
  const concept = concepts.find(({ name }) => name.toLowerCase() === text.toLowerCase());
  if (!concept?.classifier) return null;
  const { source, weights, bias } = concept.classifier;
  return { source, weights: Float32Array.from(weights), bias };
}

function isSamePart({ part: a }: Example, { part: b }: Example): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

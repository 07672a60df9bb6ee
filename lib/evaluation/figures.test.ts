import { describe, expect, it } from 'vitest';
import { questionsOf } from './questions';
import { retrievalFigures } from './retrieval';
import { rowsOf } from './rows';
import { embedAll } from './texts';
import { givenCategories, zeroShotFigures } from './zero-shot';

const at = (degrees: number): Float32Array =>
  Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));
const rows = (...degrees: number[]) => rowsOf(degrees.map(at), 2);

// Embeddings are directions in a plane. Two ports around 0°, two rivers around 90° (one closer to port), one unnamed.
const data = {
  images: rows(0, 10, 90, 40, 200),
  captions: rows(1, 12, 91, 39, 201),
  imageOfCaption: [0, 1, 2, 3, 4],
  categories: ['port', 'river'],
  prompts: rows(5, 85),
  categoryOfItem: [0, 0, 1, 1, undefined],
};

describe('zeroShotFigures', () => {
  it('gives each image the category whose prompt is nearest', () => {
    const figures = zeroShotFigures(data);
    expect(figures).toMatchObject({ images: 4, top1: 0.75, top3: 1 });
    expect(figures?.confusion).toEqual([
      [2, 0],
      [1, 1],
    ]);
    expect(figures?.perCategory[1]).toMatchObject({ category: 'river', images: 2, top1: 0.5 });
  });

  it('says which category each image was given, as the matrix counts them', () => {
    expect(givenCategories(data)).toEqual([0, 0, 1, 0, undefined]);
    expect(givenCategories({ ...data, categories: ['port'], prompts: rows(5) })[0]).toBeUndefined();
  });

  it('has nothing to say of one category', () => {
    expect(zeroShotFigures({ ...data, categories: ['port'], prompts: rows(5) })).toBeNull();
  });
});

describe('retrievalFigures', () => {
  it('finds what belongs together', async () => {
    const figures = await retrievalFigures(data);
    expect(figures).toMatchObject({ captions: 5, meanRecall: 100 });
  });

  it('has nothing to say without captions', async () => {
    const none = { ...data, captions: rows(), imageOfCaption: [] };
    expect(await retrievalFigures(none)).toBeNull();
  });

  it('stops where its turn throws, and gives the same figures in turns', async () => {
    const many = {
      images: rows(...Array.from({ length: 400 }, (_, i) => i / 3)),
      captions: rows(...Array.from({ length: 2000 }, (_, i) => i / 15)),
      imageOfCaption: Array.from({ length: 2000 }, (_, i) => Math.floor(i / 5)),
    };
    const whole = await retrievalFigures(many);
    expect(await retrievalFigures(many, async () => {}, 0)).toEqual(whole);
    const stopped = retrievalFigures(many, () => Promise.reject(new Error('stop')), 0);
    await expect(stopped).rejects.toThrow('stop');
  });
});

describe('questionsOf', () => {
  it('tells the 30 categories of RSICD apart where there is no other', () => {
    const { categories, categoryOfItem, prompts } = questionsOf([{ category: 'beach' }, {}]);
    expect(categories).toHaveLength(30);
    expect(categoryOfItem).toEqual([3, undefined]);
    expect(prompts[3]).toBe('An aerial photograph of beach');
  });

  it('takes the categories and the captions that there are', () => {
    const items = [
      { category: 'moon', captions: ['a', ' '] },
      { category: 'beach', captions: [] },
      { captions: ['b', 'c'] },
    ];
    expect(questionsOf(items)).toMatchObject({
      categories: ['beach', 'moon'],
      categoryOfItem: [1, 0, undefined],
      captions: ['a', 'b', 'c'],
      imageOfCaption: [0, 2, 2],
    });
    expect(questionsOf([{}]).categories).toEqual([]);
  });
});

describe('embedAll', () => {
  it('encodes each text once, short ones first, and keeps their order', async () => {
    const batches: (readonly string[])[] = [];
    const texts = ['long text', 'b', 'a', 'b', ...Array.from({ length: 40 }, (_, i) => `x${i}`)];
    const embedded = await embedAll(texts, 1, async (batch) => {
      batches.push(batch);
      return batch.map((text) => Float32Array.of(text.length));
    });
    expect(batches.map((batch) => batch.length)).toEqual([32, 11]);
    expect(batches[0]?.slice(0, 2)).toEqual(['b', 'a']);
    expect([...embedded.values.slice(0, 4)]).toEqual([9, 1, 1, 1]);
  });
});

import { imageToTextRecall, meanRecall, textToImageRecall } from '@/lib/metrics/retrieval';
import { cosinesWith, type Embedded, rowOf } from './embedded';
import type { RetrievalFigures } from './report';

/** Recall of captions and images by each other, over all of the data. */
export function retrievalFigures({ images, captions, imageOfCaption }: Embedded): RetrievalFigures {
  const textToImage = textToImageRecall(imageOfCaption, (caption) =>
    cosinesWith(rowOf(captions, caption), images),
  );
  const imageToText = imageToTextRecall(imageOfCaption, (image) =>
    cosinesWith(rowOf(images, image), captions),
  );
  return {
    textToImage,
    imageToText,
    meanRecall: meanRecall(textToImage, imageToText),
    captions: imageOfCaption.length,
  };
}

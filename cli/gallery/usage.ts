import { FORMATS_READ } from '@/lib/image/formats/names';

/** What `npm run gallery -- --help` prints. */
export const USAGE = `npm run gallery -- build FOLDER --id ID --title TITLE [options]
npm run gallery -- rsicd [--split test] [--from FILE.parquet] [options]
npm run gallery -- aerial [--from ../shared/aerial] [options]
npm run gallery -- embed ID --model M [--id ID] [--title TITLE]
npm run gallery -- import FILE.zip [--id ID] [--title TITLE]
npm run gallery -- renew ID [--from FOLDER]
npm run gallery -- hash ID [--from FOLDER]
npm run gallery -- atlas ID
npm run gallery -- ask ID
npm run gallery -- list [--write]
npm run gallery -- verify ID
npm run gallery -- remove ID

build reads a folder of images (${FORMATS_READ}), embeds them and writes
a gallery that the page shows. Stopped, it goes on where it was when it is called again.

  --captions FILE   only the images that it names: JSON lines {"filename", "captions", "category"?, "split"?}, or
                    the dataset.json of RSICD, UCM and Sydney
  --split NAME      only the rows of that split; without --captions, FOLDER/NAME.jsonl or FOLDER/../NAME.jsonl
  --exclude P       leaves out files and folders by name or path: thumbs, '*_mask.*', 'raw/**'; may be repeated
  --model ID        which model embeds (compact)
  --attribution A   whom to name (Not stated)
  --description D   what it holds, in a few words
  --license L       under which licence the images are (Not stated)
  --no-images       write embeddings and captions alone: the page shows cards without pictures
  --no-captions     leave the captions out
  --no-index        no index: exact search answers, as fast up to some ten thousand images
  --images-command C  what brings the images to a gallery that is passed on without them
  --jobs N          images read at a time (one a core)
  --threads N       threads of the model's runtime (half the cores)

rsicd makes a gallery of the published RSICD, from the Hugging Face Hub or a parquet file of its form. The gallery
rsicd-test ships without images: its images, thumbnails and captions are brought to it, nothing is embedded again.
aerial builds the gallery that the page opens first, from UC Merced's photographs in FOLDER/ucm. Photographs that it
has already stay as they are; embeddings, suggestions and calibration are made anew.
import unpacks a gallery that a page exported (Gallery, Your galleries, Export), or that was packed as a ZIP.
renew embeds a gallery's pictures (in FOLDER, where the gallery came without) again after its model was trained or
imported anew.
hash writes the perceptual hashes of a gallery's pictures, by which copies are known, and embeds nothing.
atlas computes where a gallery's items lie on the Atlas, so that the page need not.
ask makes the suggestions and the calibration of a gallery anew, with its model as it is now.
embed makes a gallery's twin with the embeddings of another model. list --write refreshes galleries.json, by which the page knows what is there. verify opens every file, embeds a
sample again and compares the index with exact search.

  --out DIR         where galleries are kept (public/galleries)
  --public DIR      where models are kept: DIR/models (public)
`;

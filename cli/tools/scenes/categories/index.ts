import type { RsicdCategory } from '../../../../lib/categories/categories';
import type { Composer } from '../core/render';
import { airport } from './airport';
import { bareLand } from './bareland';
import { baseballField } from './baseball';
import { beach } from './beach';
import { bridge } from './bridge';
import { center } from './center';
import { church } from './church';
import { commercial } from './commercial';
import { desert } from './desert';
import { farmland } from './farmland';
import { forest, meadow } from './green';
import { industrial } from './industrial';
import { mountain } from './mountain';
import { park } from './park';
import { parking } from './parking';
import { playground } from './playground';
import { pondScene } from './pond';
import { port } from './port';
import { denseResidential, mediumResidential } from './residential';
import { resort } from './resort';
import { riverScene } from './river';
import { school } from './school';
import { sparseResidential } from './sparse';
import { square } from './square';
import { stadium } from './stadium';
import { railwayStation } from './station';
import { storageTanks } from './tanks';
import { viaduct } from './viaduct';

/** How each of RSICD's categories is drawn. */
export const COMPOSERS: Record<RsicdCategory, Composer> = {
  airport,
  'bare land': bareLand,
  'baseball field': baseballField,
  beach,
  bridge,
  center,
  church,
  commercial,
  'dense residential': denseResidential,
  desert,
  farmland,
  forest,
  industrial,
  meadow,
  'medium residential': mediumResidential,
  mountain,
  park,
  parking,
  playground,
  pond: pondScene,
  port,
  'railway station': railwayStation,
  resort,
  river: riverScene,
  school,
  'sparse residential': sparseResidential,
  square,
  stadium,
  'storage tanks': storageTanks,
  viaduct,
};

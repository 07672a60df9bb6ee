import type { Composer } from '../core/render';
import { solarFarm, windTurbines } from './energy';
import { cemetery, centrePivots, chaparral, greenhouses, orchard, vineyard } from './fields';
import { golfCourse } from './golf';
import { airfield, basketballCourts, carParks, tennisCourts } from './grounds';
import { containerYard, docks, marina, riverTraffic, shipsAtSea } from './harbor';
import { helipad, informalHouses, mobileHomePark, pools } from './homes';
import { depot, quarry } from './industry';
import { freeway, intersection, overpass, roundabout, street } from './roads';
import { dam, saltPonds, treatmentPlant } from './water-works';

/** What people look for and RSICD does not name; scenes of these train and test, no gallery ships them. */
export const TRAINING: Record<string, Composer> = {
  airfield,
  'basketball court': basketballCourts,
  'car park': carParks,
  cemetery,
  'center pivot': centrePivots,
  chaparral,
  'container yard': containerYard,
  dam,
  'truck depot': depot,
  dock: docks,
  freeway,
  'golf course': golfCourse,
  greenhouse: greenhouses,
  helipad,
  'informal settlement': informalHouses,
  intersection,
  marina,
  'mobile home park': mobileHomePark,
  orchard,
  overpass,
  quarry,
  'river barges': riverTraffic,
  roundabout,
  'salt ponds': saltPonds,
  'ships at sea': shipsAtSea,
  'solar farm': solarFarm,
  street,
  'swimming pools': pools,
  'tennis court': tennisCourts,
  'treatment plant': treatmentPlant,
  vineyard,
  'wind turbines': windTurbines,
};

import { archesAndMoon } from './abstracts/arches-and-moon.ts';
import { balancingStones } from './abstracts/balancing-stones.ts';
import { foldedLight } from './abstracts/folded-light.ts';
import { quarterTiles } from './abstracts/quarter-tiles.ts';
import { sunDiscs } from './abstracts/sun-discs.ts';
import { watercolourSquares } from './abstracts/watercolour-squares.ts';
import { goldenCranes } from './animals/golden-cranes.ts';
import { koiPond } from './animals/koi-pond.ts';
import { whaleDream } from './animals/whale-dream.ts';
import { winterFox } from './animals/winter-fox.ts';
import { redStairs } from './architecture/red-stairs.ts';
import { shutters } from './architecture/shutters.ts';
import { waterTown } from './architecture/water-town.ts';
import { whiteVillage } from './architecture/white-village.ts';
import { paperHills } from './cut-paper/paper-hills.ts';
import { paperJungle } from './cut-paper/paper-jungle.ts';
import { paperReef } from './cut-paper/paper-reef.ts';
import { paperWindow } from './cut-paper/paper-window.ts';
import { leadedGlass } from './generative/leaded-glass.ts';
import { packedPebbles } from './generative/packed-pebbles.ts';
import { phyllotaxis } from './generative/phyllotaxis.ts';
import { signalRidges } from './generative/signal-ridges.ts';
import { silkWhirl } from './generative/silk-whirl.ts';
import { windField } from './generative/wind-field.ts';
import { bamboo } from './ink-wash/bamboo.ts';
import { mistPeaks } from './ink-wash/mist-peaks.ts';
import { plumBlossom } from './ink-wash/plum-blossom.ts';
import { autumnValley } from './landscapes/autumn-valley.ts';
import { blueHour } from './landscapes/blue-hour.ts';
import { dawnRidges } from './landscapes/dawn-ridges.ts';
import { duskLake } from './landscapes/dusk-lake.ts';
import { noonMeadow } from './landscapes/noon-meadow.ts';
import { snowPeaks } from './landscapes/snow-peaks.ts';
import { cityPlan } from './maps/city-plan.ts';
import { fieldsFromAbove } from './maps/fields-from-above.ts';
import { islandChart } from './maps/island-chart.ts';
import { shoreFromAbove } from './maps/shore-from-above.ts';
import { aurora } from './nights/aurora.ts';
import { milkyWay } from './nights/milky-way.ts';
import { moonPhases } from './nights/moon-phases.ts';
import { starTrails } from './nights/star-trails.ts';
import { bicycle } from './objects/bicycle.ts';
import { camera } from './objects/camera.ts';
import { readingLamp } from './objects/reading-lamp.ts';
import { teaSet } from './objects/tea-set.ts';
import { wovenChair } from './objects/woven-chair.ts';
import { balloons } from './places/balloons.ts';
import { cherryRiver } from './places/cherry-river.ts';
import { dunes } from './places/dunes.ts';
import { plantRoom } from './places/plant-room.ts';
import { rainyStreet } from './places/rainy-street.ts';
import { eucalyptusPlate } from './plates/eucalyptus-plate.ts';
import { fernPlate } from './plates/fern-plate.ts';
import { ginkgoPlate } from './plates/ginkgo-plate.ts';
import { poppyPlate } from './plates/poppy-plate.ts';
import { figsAndWine } from './still-lifes/figs-and-wine.ts';
import { lemonsAndBlue } from './still-lifes/lemons-and-blue.ts';
import { persimmonBowl } from './still-lifes/persimmon-bowl.ts';
import { quietBottles } from './still-lifes/quiet-bottles.ts';
import { threePears } from './still-lifes/three-pears.ts';
import { tulipVase } from './still-lifes/tulip-vase.ts';
import { ikat } from './textiles/ikat.ts';
import { indigo } from './textiles/indigo.ts';
import { kilim } from './textiles/kilim.ts';
import { quilt } from './textiles/quilt.ts';
import { greatSwell } from './woodcuts/great-swell.ts';
import { hareAndMoon } from './woodcuts/hare-and-moon.ts';
import { moonSea } from './woodcuts/moon-sea.ts';
import { owl } from './woodcuts/owl.ts';
import type { Work } from './work.ts';

/** Everything the demo shows, by kind. */
export const works: readonly Work[] = [
  dawnRidges,
  noonMeadow,
  duskLake,
  blueHour,
  autumnValley,
  snowPeaks,
  threePears,
  quietBottles,
  lemonsAndBlue,
  persimmonBowl,
  figsAndWine,
  tulipVase,
  paperJungle,
  paperWindow,
  paperHills,
  paperReef,
  greatSwell,
  moonSea,
  owl,
  hareAndMoon,
  mistPeaks,
  bamboo,
  plumBlossom,
  starTrails,
  milkyWay,
  aurora,
  moonPhases,
  redStairs,
  shutters,
  waterTown,
  whiteVillage,
  quarterTiles,
  watercolourSquares,
  balancingStones,
  sunDiscs,
  archesAndMoon,
  foldedLight,
  windField,
  silkWhirl,
  phyllotaxis,
  signalRidges,
  packedPebbles,
  leadedGlass,
  ikat,
  quilt,
  indigo,
  kilim,
  islandChart,
  cityPlan,
  fieldsFromAbove,
  shoreFromAbove,
  camera,
  readingLamp,
  bicycle,
  teaSet,
  wovenChair,
  koiPond,
  whaleDream,
  goldenCranes,
  winterFox,
  fernPlate,
  poppyPlate,
  ginkgoPlate,
  eucalyptusPlate,
  dunes,
  balloons,
  plantRoom,
  rainyStreet,
  cherryRiver,
];

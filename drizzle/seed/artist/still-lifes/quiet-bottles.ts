import type { Canvas } from '../canvas.ts';
import { finish } from '../paints.ts';
import { profiles, type Vessel } from '../vessels.ts';
import type { Work } from '../work.ts';
import { roundFruit, standing, tableTop } from './technique.ts';

function draw(canvas: Canvas) {
  const { width: w, height: h } = canvas;
  tableTop(canvas, h * 0.68, ['#d9cdb8', '#cfc0a8', '#b7a68e'], ['#efe3cf', '#dccab0', '#bfa888']);
  const set: Omit<Vessel, 'tilt'>[] = [
    { x: w * 0.2, y: h * 0.74, height: 640, profile: profiles.bottle, stops: ['#f7f0e2', '#ddd0bb', '#9f8f80'] },
    { x: w * 0.37, y: h * 0.72, height: 800, profile: profiles.flask, stops: ['#aec0c2', '#7f979f', '#4d6270'] },
    { x: w * 0.56, y: h * 0.75, height: 500, profile: profiles.jug, stops: ['#e3b49a', '#c5826a', '#7d4b48'] },
    { x: w * 0.72, y: h * 0.73, height: 740, profile: profiles.tall, stops: ['#f4ead6', '#d8c7a8', '#978468'] },
    { x: w * 0.85, y: h * 0.76, height: 330, profile: profiles.tin, stops: ['#8a9a7c', '#6a7c62', '#3f4e44'] },
    { x: w * 0.29, y: h * 0.8, height: 240, profile: profiles.cup, stops: ['#f3e9da', '#d9c8b3', '#99857a'] },
  ];
  for (const made of set) standing(canvas, { ...made, tilt: 0.16 });
  roundFruit(canvas, w * 0.47, h * 0.82, 66, ['#f4d58a', '#d8a548', '#8f5f2d']);
  finish(canvas, { paper: 0.06 });
}

export const quietBottles: Work = { key: 'quiet-bottles', width: 1800, height: 1350, draw };

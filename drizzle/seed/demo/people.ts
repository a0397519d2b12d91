import type { members } from '@/domains/accounts/tables';
import { faces } from '../artist/faces/looks.ts';
import type { Work } from '../artist/work.ts';
import type { Caption } from './caption.ts';
import { captions as adam } from './captions/adam.ts';
import { captions as ana } from './captions/ana.ts';
import { captions as bo } from './captions/bo.ts';
import { captions as chenMo } from './captions/chen-mo.ts';
import { captions as edda } from './captions/edda.ts';
import { captions as kenji } from './captions/kenji.ts';
import { captions as linYue } from './captions/lin-yue.ts';
import { captions as noor } from './captions/noor.ts';
import { captions as priya } from './captions/priya.ts';
import { captions as suHe } from './captions/su-he.ts';
import { captions as tomasz } from './captions/tomasz.ts';
import { captions as xiaoyu } from './captions/xiaoyu.ts';

type Row = typeof members.$inferInsert;

/** A member of the demo, with a face and what they shared. Their e-mail's first part is their log-in. */
export type Person = Required<Pick<Row, 'handle' | 'name' | 'email' | 'role' | 'locale' | 'bio' | 'city'>> & {
  face: Work;
  captions: Caption[];
};

type Words = Pick<Person, 'name' | 'city' | 'bio' | 'captions'> & Partial<Pick<Person, 'role' | 'locale' | 'email'>>;

function person(handle: keyof typeof faces, words: Words): Person {
  return { handle, email: `${handle}@vitrine.test`, role: 'member', locale: 'en', face: faces[handle], ...words };
}

/** Everybody in the demo. All of them sign in with {@link demoPassword}. */
export const people: readonly Person[] = [
  person('ana', {
    name: 'Ana Ferreira',
    city: 'Porto',
    bio: 'Draws what she sees from the kitchen window, and the kitchen. Gouache by day, screen by night.',
    captions: ana,
  }),
  person('bo_lindqvist', {
    name: 'Bo Lindqvist',
    email: 'bo@vitrine.test',
    city: 'Malmö',
    bio: 'Printmaker. Walks north until it is dark, then draws it.',
    captions: bo,
  }),
  person('edda', {
    name: 'Edda Stein',
    role: 'editor',
    city: 'Leipzig',
    bio: 'Looks after this gallery. Collects chairs nobody may sit on.',
    captions: edda,
  }),
  person('adam', {
    name: 'Adam Okafor',
    role: 'admin',
    city: 'Lagos',
    bio: 'Keeps the lights on here. Makes maps of places that are not there.',
    captions: adam,
  }),
  person('lin_yue', {
    name: '林月',
    locale: 'zh',
    city: '苏州',
    bio: '画水墨，教小朋友写字。家在河边。',
    captions: linYue,
  }),
  person('chen_mo', {
    name: '陈墨',
    locale: 'zh',
    city: '杭州',
    bio: '木刻版画。白天上班，夜里下刀。',
    captions: chenMo,
  }),
  person('su_he', { name: '苏禾', locale: 'zh', city: '成都', bio: '剪纸，也剪头发。相信影子。', captions: suHe }),
  person('xiaoyu', {
    name: '王小鱼',
    locale: 'zh',
    city: '厦门',
    bio: '给弟弟画睡前故事。他睡着了，我还在画。',
    captions: xiaoyu,
  }),
  person('kenji', {
    name: 'Kenji Arai',
    city: 'Otsu',
    bio: 'Portraits of things. Repairs cameras, keeps bicycles, reads late.',
    captions: kenji,
  }),
  person('priya', {
    name: 'Priya Raman',
    city: 'Chennai',
    bio: 'Weaver and teacher. If it can be counted, it can be woven.',
    captions: priya,
  }),
  person('tomasz', {
    name: 'Tomasz Wrona',
    city: 'Kraków',
    bio: 'Stage lights, stained glass, long walks. Looking for the colour between orange and silence.',
    captions: tomasz,
  }),
  person('noor', {
    name: 'Noor Haddad',
    city: 'Amman',
    bio: 'Botanist with a paintbox. One plate a week, whatever the weather.',
    captions: noor,
  }),
];

/** The password of every demo member. Only for copies that are not in production. */
export const demoPassword = 'vitrine-demo';

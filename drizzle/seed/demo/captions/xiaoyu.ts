import type { Caption } from '../caption';

export const captions: Caption[] = [
  {
    work: 'whale-dream',
    title: '背着小镇的鲸',
    description: '弟弟问我，镇上的人知不知道自己住在鲸鱼背上。我想了很久，把窗户都画成亮的。',
    altText: '一头蓝色大鲸在星空与云海之间游过，背上有一座亮着灯的彩色小镇，右上方一弯月亮。',
    tags: ['插画', '鲸', '梦', '夜'],
    licence: 'cc-by',
  },
  {
    work: 'balloons',
    title: '早上六点零五分',
    description: '七只气球，最大的那只先起飞，最小的那只其实飞得最高。',
    altText: '七只条纹热气球飘在晨光的天空中，最大的一只为红黄白条纹，下方是紫色与绿色的丘陵。',
    tags: ['插画', '热气球', '早晨', '天空'],
  },
  {
    work: 'milky-way',
    title: '帐篷里还亮着',
    description: '鼓浪屿看不到这样的银河，所以跑到了青海。星星画了几千颗，帐篷只画了一盏灯。',
    altText: '夜空中一道明亮的银河斜贯而下，下方群山与松林剪影间有一顶亮着灯的橙色帐篷，旁边坐着一个人。',
    tags: ['星空', '银河', '夜', '露营'],
    licence: 'cc-by-sa',
  },
  {
    work: 'moon-phases',
    title: '一个月',
    description: '烫金的做法：先画满月，再一点一点把它还给黑夜。',
    altText: '深蓝底上金色的满月居中，十二个月相绕成一圈，外有放射短线，下方两枝金色叶子。',
    tags: ['月', '月相', '金', '图案'],
  },
  {
    work: 'plant-room',
    title: '猫占了最好的位置',
    description: '下午三点的阳光刚好落在地板上那一块，它每天都比我先到。',
    altText: '粉色墙面的房间里有白框窗与窗帘，一盆高大的龟背竹旁，橘猫在木地板上睡觉，阳光斜照进来。',
    tags: ['室内', '猫', '植物', '阳光'],
    licence: 'cc-by-nc',
  },
];

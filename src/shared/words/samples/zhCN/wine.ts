/** @file 葡萄酒。 */
import type { SampleWords } from '../types'

export const wine: SampleWords = {
  title: '葡萄酒',
  summary: '根据化学分析区分三位葡萄种植者。',
  guide: [
    '同一产区、三位种植者的 178 种葡萄酒，每种有十三项化学分析数值。数值大小悬殊：脯氨酸上千，色调却在 1 左右。',
    '看看缩放有什么用：打开数据，在配方中关掉“缩放”一步，再运行一次研究。没有缩放时，大的数值会淹没小的数值，网络学得很慢，甚至学不会。',
  ],
  model: '一到三个全连接层，带随机失活。',
  search: '随机三十次试验：层数、单元数、失活率、学习率、批大小；约半分钟。',
  expect: '好的试验能答对 97 % 到 100 % 的验证样本。',
  parts: { growers: '葡萄酒' },
  own: {},
  studies: { search: '葡萄酒' },
}

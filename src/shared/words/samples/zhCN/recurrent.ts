/** @file 记忆：LSTM、GRU 与简单循环. */
import type { SampleWords } from '../types'

export const recurrent: SampleWords = {
  title: '记忆：LSTM、GRU 与简单循环',
  summary: '三种记忆用于序列和文本：代价多大，收益多少？',
  guide: [
    '循环层逐步读取并保持状态。简单循环忘得快，因为梯度在许多步之后消失；LSTM（Hochreiter 与 Schmidhuber，1997）和 GRU（Cho 等，2014）的门决定保留什么。两层叠放的 LSTM 先读各步，再读第一层的结果。',
    '同样三个模型分别用于日气温和影评。比较各研究：最佳值、每次试验的时间、权重数。在回看三十天的序列上，简单循环往往不输给其他两种，而且快好几倍；在 120 个词的文本上则不然。',
  ],
  model: 'LSTM 64 → LSTM 32；GRU 32；简单循环层 32。文本之前有 16 维嵌入。',
  search: '单元数与学习率，各随机 6 次。',
  expect:
    '序列：三者误差都是 2.4 度，简单循环只用五分之一的时间。文本：简单循环 72 %，叠放 LSTM 77 %，GRU 83 % 正确；影评只有几百篇，运气会让这些数字相差五个百分点。',
  parts: { series: '日最低气温', text: '影评' },
  own: {
    series: '一张表：日期与数值，例如墨尔本日最低气温。',
    text: '一张表：一列文本，一列标签，例如 IMDB 影评。',
  },
  studies: {
    seriesLstm: '序列：LSTM 64 → 32',
    seriesGru: '序列：GRU',
    seriesRnn: '序列：简单循环',
    textLstm: '文本：LSTM 64 → 32',
    textGru: '文本：GRU',
    textRnn: '文本：简单循环',
  },
}

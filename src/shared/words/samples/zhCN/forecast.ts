/** @file 预测：乘客与气温. */
import type { SampleWords } from '../types'

export const forecast: SampleWords = {
  title: '预测：乘客与气温',
  summary: '看过去的几个月或几天，说出接下来的值；能胜过“和去年一样”吗？',
  guide: [
    '序列通过窗口变成行：若干过去的值，以及要预测的下一个值。行按时间划分，绝不随机：最近的封存，之前的用于验证。航空乘客是 144 个月，随季节起伏增长（Box 与 Jenkins，1976）；气温是由公式生成的十年日最低温。',
    '预测只有胜过不花成本的预测才有价值：“与上一个值相同”和“与一个季节前相同”。测试报告把这两者的数字列在网络旁边。窗口也可以搜索：在数据页上，回看更多行，可学习的行就更少。',
  ],
  model: '展平的窗口，最多两个全连接层；气温另有一个 LSTM。',
  search: '层数、单元数、学习率，各 16 次试验；LSTM 6 次。',
  expect: '数字待补。',
  parts: { passengers: '航空乘客 1949 – 1960', temperatures: '日最低气温' },
  own: {
    passengers: '一张表：月份与数值，每月一行。',
    temperatures: '一张表：日期与数值，每天一行，例如墨尔本 1981 – 1990 年日最低气温。',
  },
  studies: { monthly: '下个月', daily: '第二天', dailyLstm: '第二天，LSTM' },
}

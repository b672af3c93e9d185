import type { reading as english } from '../en/reading'

export const reading: typeof english = {
  title: '读取方式',
  formats: {
    delimited: '分隔文本',
    json: 'JSON',
    parquet: 'Parquet',
    xlsx: '电子表格',
    idx: 'IDX 图片',
    pictures: '图片',
    texts: '文本',
  },
  what: {
    format: '格式',
    encoding: '编码',
    delimiter: '分隔符',
    header: '表头',
    decimal: '小数点',
    missing: '缺失',
    files: '文件',
    archive: '压缩包',
    sheet: '工作表',
  },
  why: {
    format: {
      content: '从开头的字节看，它是{format}。',
      mostFiles: '{total} 个文件中有 {count} 个是{format}。',
      chosen: '由您选择。',
    },
    encoding: {
      byteOrderMark: '开头的标记表明是 {encoding}。',
      plainLetters: '只含基本字母，各种编码都相同。',
      validUtf8: '基本字母以外的字符是有效的 UTF-8。',
      zeroBytes: '每隔一个字节为零，符合 {encoding}。',
      likelyCharacters: '不是 UTF-8；按 {encoding} 读取时字符最为合理。',
      chosen: '由您选择。',
    },
    delimiter: {
      evenRows: '按{delimiter}切分时，前几行中 {share} 有 {columns} 个单元格。',
      chosen: '由您选择。',
    },
    header: {
      wordsOverFigures: '数字之上是文字。',
      unlikeBelow: '第一行与下面的行不同。',
      figuresOnTop: '没有表头：第一行中的“{example}”是数值。',
      repeatedBelow: '没有表头：“{example}”在同一列下方也出现。',
      unnamed: '没有表头：第一行大多数单元格没有名称。',
      keys: '列名就在数据源中。',
      chosen: '由您选择。',
    },
    decimal: {
      figures: '{example} 这样的数字需要它。',
      noneTells: '没有数字可供判断，因此使用小数点。',
      chosen: '由您选择。',
    },
    missing: {
      tokens: '数字之间出现了：{tokens}',
      noTokens: '数字之间没有通常表示“缺失”的文字。',
      chosen: '由您选择。',
    },
    files: {
      oneTable: '{count} 个文件的列相同，合并读取为一个表格。',
      classFolders: '{count} 个文件夹的名称就是类别。',
      labelFile: '{file} 列出了其中 {count} 张图片；其他列也已加入。',
      noLabels: '文件夹和旁边的表格都没有给出类别。',
      pairs: '已为 {count} 个图片文件找到标签。',
      parts: '文件夹划分了各部分：{names}',
    },
    archive: {
      unpacked: '已解压 {name}：{count} 个文件。',
      gunzipped: '{name} 是压缩文件，已按其内容读取。',
    },
    sheet: {
      firstSheet: '“{sheet}”是 {count} 个工作表中的第一个。',
      otherSheet: '还有“{sheet}”。',
      chosen: '由您选择。',
    },
  },
}

import type { ErrorMessages } from './types'

/** Of files and data: reading them, deciding about them, preparing them. */
export const DATA_CHINESE = {
  'file/too-large': {
    title: '文件过大',
    text: '文件大小为 {sizeBytes}，最多可读取 {limitBytes}。',
    action: '请减少行或列后重试。',
  },
  'file/unreadable': {
    title: '无法读取 {name}',
    text: '文件已被移动、修改、删除，或被其他程序锁定。',
    action: '请检查文件后重新选择。',
  },
  'file/disk-full': {
    title: '磁盘已满',
    text: '无法继续写入，此前保存的内容是安全的。',
    action: '请释放空间后重试。',
  },
  'archive/bomb': {
    title: '{name} 疑似压缩炸弹',
    text: '解压后会超过其大小的 {ratio} 倍，正常的数据不会如此。',
    action: '如果文件可信，请自行解压后选择文件夹。',
  },
  'archive/broken': {
    title: '{name} 无法解压',
    text: '压缩包已损坏或不完整。',
    action: '请重新获取或重新打包。',
  },
  'archive/too-large': {
    title: '{name} 解压后过大',
    text: '解压后会超过 {limitBytes}。',
    action: '请自行解压，再选择其中一部分。',
  },
  'archive/too-many-files': {
    title: '{name} 含有过多文件',
    text: '一次最多可读取 {limit} 个文件。',
    action: '请选择其中一部分，或将数据合并到较少的文件中。',
  },
  'dataset/broken-file': {
    title: '{name} 已损坏',
    text: '文件开头是 {format}，但后面的内容无法读取。',
    action: '请重新获取或重新导出。',
  },
  'dataset/no-such-sheet': {
    title: '没有名为“{sheet}”的工作表',
    text: '{name} 中没有这个名称的工作表。',
    action: '请选择其他工作表。',
  },
  'dataset/not-a-table': {
    title: '{name} 不是表格',
    text: '未找到行和列：它可能是图片、文档或程序。',
    action: '请选择每行一条记录、以逗号、分号或制表符分隔的文本文件。',
  },
  'dataset/empty': { title: '{name} 是空文件', text: '文件没有内容。', action: '请选择含有表格的文件。' },
  'dataset/no-rows': {
    title: '{name} 没有数据行',
    text: '有表头，但其下没有可读取的行。',
    action: '若首行是数据，请将“表头”设为“无”；否则请查看被搁置的行。',
  },
  'dataset/one-picture': {
    title: '{name} 只是一张图像',
    text: '只有一行数据，无法学习。',
    action: '请拖入图像所在的文件夹（每个类别一个子文件夹），或其压缩包。',
  },
  'dataset/parse-failed': {
    title: '无法将 {name} 读取为表格',
    text: '读取在第 {line} 行停止：{cause}。',
    action: '请修正该行，或更改上方的分隔符、引号或编码。',
  },
  'dataset/too-many-columns': {
    title: '表格的列过多',
    text: '共有 {count} 列，最多可使用 {limit} 列。',
    action: '请检查分隔符，或减少文件中的列。',
  },
  'dataset/too-many-rows': {
    title: '表格的行数过多',
    text: '这样的列，本机内存最多可容纳 {limit} 行。',
    action: '请取文件的一部分，或减少列数。',
  },
  'dataset/one-column': {
    title: '只找到一列',
    text: '{name} 被读成了单独一列，无从预测。',
    action: '请在上方选择其他分隔符。',
  },
  'dataset/unknown-column': {
    title: '没有名为“{column}”的列',
    text: '表格中没有该名称的列。',
    action: '请检查名称或文件的表头。',
  },
  'dataset/no-target': {
    title: '尚未选择预测目标',
    text: '没有任何列是目标。',
    action: '请将一列的角色设为“目标”。',
  },
  'dataset/no-inputs': {
    title: '没有可用的输入',
    text: '除目标外的所有列都被排除。',
    action: '请将至少一列的角色设为“输入”。',
  },
  'dataset/target-constant': {
    title: '“{column}”的值始终相同',
    text: '每一行都是“{value}”，没有可学习的内容。',
    action: '请选择其他目标，或检查分隔符和缺失标记。',
  },
  'dataset/target-missing': {
    title: '“{column}”为空',
    text: '目标在所有行中都没有值。',
    action: '请选择其他目标，或检查哪些文本表示缺失。',
  },
  'dataset/target-not-number': {
    title: '“{column}”并非全是数字',
    text: '其中有“{value}”这样的值，而要预测的是数字。',
    action: '请改为预测类别，或将该值标记为缺失。',
  },
  'dataset/target-many-classes': {
    title: '“{column}”的类别过多',
    text: '共有 {count} 个不同的值，最多可区分 {limit} 个类别。',
    action: '请改为预测数字，或选择其他目标。',
  },
  'dataset/target-not-binary': {
    title: '“{column}”不是两个类别',
    text: '共有 {count} 个不同的值。',
    action: '请将任务设为“多分类”。',
  },
  'dataset/empty-split': {
    title: '划分中有一部分为空',
    text: '没有行落入{part}部分。',
    action: '请增大该部分的比例。',
  },
  'dataset/empty-fold': {
    title: '第 {fold} 折中有一部分为空',
    text: '没有行落入其{part}部分。',
    action: '请减少折数、缩小间隔或减小测试部分。',
  },
  'dataset/no-split-column': {
    title: '划分缺少所依据的列',
    text: '需要按某一列划分各行，但未指定表中存在的列。',
    action: '请在划分设置中选择该列。',
  },
  'dataset/too-few-groups': {
    title: '分组过少',
    text: '可用行中“{column}”有 {count} 个不同的值，而此划分需要 {needed} 个。',
    action: '请减少折数、选择分组更多的列，或改用不分组的划分。',
  },
  'dataset/too-many-groups': {
    title: '分组过多，无法逐一留出',
    text: '“{column}”有 {count} 个不同的值，每个都要训练一个模型，最多只能有 {limit} 个。',
    action: '请改用保持分组完整的 k 折划分。',
  },
  'dataset/series-split': {
    title: '时间序列须按时间划分',
    text: '若随机划分，训练窗口中会包含验证和测试部分要预测的内容。',
    action: '请选择按时间划分，或选择标明各行所属部分的列。',
  },
  'dataset/series-too-short': {
    title: '序列过短',
    text: '其中最长的无间断片段有 {count} 行，而一个窗口及其预测目标需要 {needed} 行。',
    action: '请缩短回看长度、减少预测步数，或允许窗口跨越间断。',
  },
  'dataset/too-few-rows': {
    title: '行数过少',
    text: '只有 {count} 行可用，而训练、验证和测试都需要若干行。',
    action: '请查看被搁置的行以及缺失值的处理方式。',
  },
  'dataset/all-missing': {
    title: '“{column}”在训练行中为空',
    text: '没有可学习的内容，也无从填充。',
    action: '请排除该列。',
  },
  'dataset/bad-correction': {
    title: '第 {row} 行不能改成此目标',
    text: '“{value}”不是数据中的类别，或在预测数值时不是数字。',
    action: '请选择已有的类别，或排除该行。',
  },
  'dataset/no-such-row': {
    title: '没有第 {row} 行',
    text: '表格的行数更少。',
    action: '请在错误列表中查找该行。',
  },
  'dataset/not-corrected': {
    title: '第 {row} 行没有被更正',
    text: '没有可撤销的内容。',
    action: '请查看数据的各个版本：其中列出了每一处更正。',
  },
  'explain/no-pictures': {
    title: 'Grad-CAM 无从查看',
    text: '此模型没有输出图像的层。',
    action: '请换一种方法，例如积分梯度或遮挡。',
  },
  'explain/no-metric': {
    title: '无法计算该指标',
    text: '这些行无法得出 {metric}；其中可能缺少某个类别。',
    action: '请换一个指标或增加行数。',
  },
  'explain/sealed': {
    title: '测试行已封存',
    text: '打开该研究的测试集之后才会显示。',
    action: '请先查看验证行。',
  },
  'explain/no-columns': {
    title: '此处不能手动输入行',
    text: '此模型读取窗口或图像，而不是单行的各列。',
    action: '请改选一个验证行。',
  },
  'dataset/missing-cell': {
    title: '缺少一个值',
    text: '第 {row} 行的“{column}”没有值，而此数据集不会填充它。',
    action: '请输入一个值。',
  },
  'sample/backbone-needed': {
    title: '先需要一个训练好的网络',
    text: '此示例的模型以先前训练好的网络为开端，而目前还没有。',
    action: '请在任一项目的“模型 → 骨干网络”中导入，然后重新打开示例。',
  },
  'sample/own-data-needed': {
    title: '此示例需要您自己的数据',
    text: '它所用的数据无法随软件提供。',
    action: '把您自己的文件或文件夹拖到上面；示例页面说明了数据应有的样子。',
  },
  'studio/no-reconstruction': {
    title: '此网络不还原行',
    text: '只有自编码器才有重建与异常。',
    action: '请用“自编码器”模式训练模型。',
  },
  'studio/no-generator': {
    title: '此网络不生成行',
    text: '只有对抗训练的生成器才生成行。',
    action: '请用“对抗”模式训练模型。',
  },
  'recipe/filter-value': {
    title: '无法与该值比较',
    text: '步骤“{step}”将“{column}”与“{value}”比较，但后者不是这一类型的值。',
    action: '请按文件中的写法填写该值。',
  },
  'recipe/past-step-late': {
    title: '回看步骤的位置太靠后',
    text: '步骤“{step}”需要文件中的原始行，而之前的步骤已经从这些行中学习过。',
    action: '请把它移到配方的开头。',
  },
  'recipe/smote-inputs': {
    title: '这些输入无法合成新行',
    text: '步骤“{step}”在已有的行之间合成新行，这只适用于并列的数值。',
    action: '请改用类别权重或重复采样来平衡。',
  },
  'recipe/too-many-columns': {
    title: '配方产生的列过多',
    text: '步骤“{step}”将产生 {count} 列，上限为 {limit} 列。',
    action: '请减少所选的列，或降低次数。',
  },
  'recipe/too-large': {
    title: '某一列的数值过大，模型无法处理',
    text: '经过配方处理后，“{column}”中的部分数值超出了模型的计算范围。',
    action: '请对该列进行缩放、取对数，或截断离群值。',
  },
} satisfies Partial<ErrorMessages>

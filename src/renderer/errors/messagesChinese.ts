import type { ErrorMessages } from './types'

const REPORT = '已输入的内容不会丢失。请重试；若再次出现，请复制详情并反馈。'

export const CHINESE: ErrorMessages = {
  'app/cancelled': { title: '已取消', text: '操作在完成前被停止。', action: '' },
  'app/core-restarted': {
    title: '引擎已重新启动',
    text: 'Fettle 的后台进程停止后已重新启动，已保存的内容是安全的。',
    action: '请重试。',
  },
  'app/not-found': {
    title: '找不到该对象（{what}）',
    text: '它可能已在另一个窗口中被移除。',
    action: '请回到列表重新打开。',
  },
  'bug/invariant': { title: 'Fettle 出错了', text: '{message}', action: REPORT },
  'bug/unexpected': { title: 'Fettle 出错了', text: '{message}', action: REPORT },
  'contract/bad-request': {
    title: 'Fettle 的两个部分未能互相理解',
    text: '消息 {channel} 的格式不符。',
    action: REPORT,
  },
  'contract/unknown-channel': {
    title: 'Fettle 的两个部分未能互相理解',
    text: '消息 {channel} 未知。',
    action: '请重新启动 Fettle，使两部分版本一致。',
  },
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
  'dataset/missing-cell': {
    title: '缺少一个值',
    text: '第 {row} 行的“{column}”没有值，而此数据集不会填充它。',
    action: '请输入一个值。',
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
  'keras/unreadable': {
    title: '这不是 Keras 模型',
    text: '内容不是 Keras 为模型写出的格式。',
    action: '请用 model.to_json() 写出模型，再选择该文件。',
  },
  'keras/unknown-layer': {
    title: '无法读取层“{layer}”',
    text: 'Fettle 没有与 {className} 对应的层。',
    action: '请在 Keras 中替换该层并重新写出模型，缺少的部分可在此处添加。',
  },
  'keras/unsupported-setting': {
    title: '无法读取“{layer}”的一项设置',
    text: 'Fettle 不支持 {setting} = {value}。',
    action: '请在 Keras 中更改该设置并重新写出模型。',
  },
  'keras/shared-layer': {
    title: '层“{layer}”被多次使用',
    text: '在 Fettle 中，每个层只在一处，并有自己的权重。',
    action: '请在 Keras 中为每一处使用单独的层，并重新写出模型。',
  },
  'keras/several-outputs': {
    title: '模型有多个输出',
    text: '它以 {layers} 结束；Fettle 的模型只有一个输出。',
    action: '请写出只含其中一个输出的模型。',
  },
  'keras/broken-graph': {
    title: '此模型的层没有正确连接',
    text: '层“{layer}”缺失，或循环读取自身。',
    action: '请用 model.to_json() 重新写出模型。',
  },
  'keras/too-many-layers': {
    title: '模型的层过多',
    text: '它有 {count} 层；Fettle 的模型最多 {limit} 层。',
    action: '请在此处把重复的部分建成重复块。',
  },
  'keras/not-exportable': {
    title: '层“{layer}”无法写成 Keras 格式',
    text: 'Keras 本身没有这种层（{kind}）。',
    action: '请在导出前移除该层，或把训练好的模型导出为 ONNX。',
  },
  'model/invalid': { title: '模型尚不完整', text: '{path} 处有问题。', action: '请修正标出的层。' },
  'space/invalid': {
    title: '范围无法搜索',
    text: '{parameter} 的范围无效。',
    action: '请修正范围：下限低于上限，对数刻度时须大于零。',
  },
  'study/wrong-state': {
    title: '现在无法执行',
    text: '研究的状态为 {state}。',
    action: '请稍候再查看其状态。',
  },
  'study/nothing-trained': {
    title: '尚无完成的试验',
    text: '没有可用的已训练模型。',
    action: '请运行研究，直到至少完成一个试验。',
  },
  'study/test-sealed': {
    title: '测试集已封存',
    text: '只有打开后才会显示其中的行。',
    action: '选定优胜试验后再打开测试集。',
  },
  'study/test-already-open': {
    title: '测试集已经打开过',
    text: '它已为试验 {trialNumber} 打开；再次查看会使结果过于乐观。',
    action: '',
  },
  'trial/no-weights': {
    title: '试验 {number} 没有已训练的模型',
    text: '它未完成，或其权重已被移除。',
    action: '请选择其他试验，或重新运行它。',
  },
  'training/diverged': {
    title: '训练发散',
    text: '损失在第 {step} 轮变为无穷大。研究继续进行。',
    action: '降低学习率通常有效。',
  },
  'training/negative-target': {
    title: '目标含有负值',
    text: '泊松损失用于计数，而计数不会小于零。',
    action: '请选择其他损失函数，或选用不小于零的目标。',
  },
  'training/out-of-memory': {
    title: '内存不足',
    text: '模型及其批次无法放入内存。研究继续进行。',
    action: '请使用更小的批次或更少的单元，或减少同时运行的试验。',
  },
  'training/over-memory': {
    title: '可用内存不足',
    text: '该训练约需 {neededBytes}，目前可用 {availableBytes}，因此未开始。',
    action: '请使用更小的批次或更少的单元，关闭其他程序，或减少同时运行的试验。',
  },
  'training/no-device': {
    title: '未找到显卡',
    text: '本机没有可供 {device} 使用的设备，或其驱动过旧。',
    action: '请在“设置 → 计算资源”中选择“自动”或 CPU。',
  },
  'training/worker-crashed': {
    title: '训练进程意外结束',
    text: '进程以 {exit} 结束。研究继续进行。',
    action: '请重新运行该试验；若再次失败，请尝试更小的模型。',
  },
  'training/worker-hung': {
    title: '训练进程没有响应',
    text: '进程静默 {seconds} s 后被结束。研究继续进行。',
    action: '请重新运行该试验，或减少同时运行的试验。',
  },
  'training/failed': { title: '训练失败', text: '{message}', action: '请重新运行该试验或更改其设置。' },
  'training/core-died': {
    title: 'Fettle 在此试验期间被终止',
    text: '最后保存的轮次之前的内容都已保留。',
    action: '请继续研究，或重新运行该试验。',
  },
  'predict/not-a-number': {
    title: '“{column}”需要数字',
    text: '“{value}”不是数字。',
    action: '请输入数字，例如 3.5。',
  },
  'predict/missing-column': {
    title: '文件中没有“{column}”列',
    text: '模型需要该列才能预测。',
    action: '请添加该列，或检查文件的表头。',
  },
  'predict/missing-cell': {
    title: '需要填写“{column}”',
    text: '没有它，模型无法预测。',
    action: '请填写后重试。',
  },
  'predict/not-a-picture': {
    title: '“{column}”不是可读取的图片',
    text: '文件已损坏，或格式不受支持。',
    action: '请选择 JPEG、PNG、WebP、GIF、BMP 或 TIFF 文件。',
  },
  'predict/too-few-rows': {
    title: '行数太少',
    text: '模型需要连续的 {lookback} 行。',
    action: '请使用至少有这么多行的文件来预测。',
  },
  'predict/no-target': {
    title: '该模型不做预测',
    text: '它重建样本，或生成新的样本。',
    action: '可导出为 ONNX，在别处使用。',
  },
  'store/locked': {
    title: '数据文件夹正在使用',
    text: '另一个 Fettle 已打开 {path}。没有任何更改。',
    action: '请关闭另一个后重试。',
  },
  'store/corrupt': {
    title: '数据库已损坏',
    text: '无法读取 {path}，已保持原样。',
    action: '运行 “npm run -s fettle -- recover” 可将其移开，并从最新备份继续：{backup}。',
  },
  'store/newer-schema': {
    title: '数据文件夹来自更新版本的 Fettle',
    text: '其版本为 {found}，当前 Fettle 支持 {known}。没有任何更改。',
    action: '请更新 Fettle。',
  },
  'store/read-only': {
    title: '无法写入数据文件夹',
    text: '{path} 是只读的。',
    action: '请允许写入，或选择其他数据文件夹。',
  },
}

import type { ErrorMessages } from './types'

/** 不随 Fettle 提供的引擎：查找、安装、加载。 */
export const ENGINE_CHINESE = {
  'engine/broken': {
    title: '无法加载 TensorFlow',
    text: '{message}',
    action: '请在“设置 → 引擎”中重新安装，或指定其他文件夹。',
  },
  'engine/broken-wheel': {
    title: '无法解开 wheel 文件',
    text: '{name} 已损坏，或其中没有 TensorFlow 库。没有任何更改。',
    action: '请重新获取该文件。',
  },
  'engine/busy': {
    title: '正在安装引擎',
    text: '一次只能安装或移除一个。',
    action: '请等待完成，或取消。',
  },
  'engine/cut-off': {
    title: '下载中断',
    text: '传输 {name} 时连接断开。已下载的部分会保留。',
    action: '请再次安装：将从中断处继续。',
  },
  'engine/no-access': {
    title: '索引需要用户名和密码',
    text: '{host} 拒绝了未登录的访问（HTTP {status}）。',
    action: '请将用户名和密码写入 pip 所用索引的地址，或写入 .netrc 文件。',
  },
  'engine/no-framework': {
    title: 'TensorFlow 缺少文件',
    text: '库的旁边没有 {file}。',
    action: '请指定同时包含两个文件的文件夹，或重新安装 TensorFlow。',
  },
  'engine/no-space': {
    title: '空间不足，无法安装引擎',
    text: '数据文件夹所在磁盘需要 {neededBytes}，目前剩余 {freeBytes}。',
    action: '请腾出空间后重新安装。',
  },
  'engine/no-wheel': {
    title: '没有适用于本机的 TensorFlow',
    text: 'pip 所用的索引中没有适用于 {platform} 的 {name}。',
    action: '请使用其他索引，或指定存有 wheel 的文件夹。',
  },
  'engine/none': {
    title: '本机没有可用的 TensorFlow',
    text: '已选择 TensorFlow 作为引擎，但没有找到能在本机该设备上运行的 TensorFlow 库。',
    action: '请在“设置 → 引擎”中安装它或指定其文件夹，或选择其他引擎或设备。',
  },
  'engine/no-wheel-in-folder': {
    title: '文件夹中没有合适的 wheel',
    text: '{folder} 中没有 {name} 的 wheel。',
    action: '请在同类机器上用“pip download”下载后放入。',
  },
  'engine/not-for-platform': {
    title: '此系统没有引擎包',
    text: '{platform} 的 wheel 中没有 Fettle 可用的库。',
    action: '请用 npm 安装 @tensorflow/tfjs-node：其中的库会被自动找到并使用。',
  },
  'engine/not-found': {
    title: '此文件夹中没有 TensorFlow',
    text: '{folder} 中没有 TensorFlow 库。',
    action: '请指定 Python 的 site-packages 中的“tensorflow”文件夹，或 libtensorflow 所在的文件夹。',
  },
  'engine/offline': {
    title: '无法连接软件包索引',
    text: '{host} 没有响应：{message}。没有任何更改。',
    action: '请检查网络以及 pip 的索引和代理设置，或指定存有 wheel 的文件夹。',
  },
  'engine/other-wheel': {
    title: '该 wheel 不适用于本机',
    text: '{file} 不适用于本机（{platform}），或版本过旧。',
    action: '请在同类机器上用“pip download --no-deps”获取 {name}。',
  },
  'engine/too-old': {
    title: 'TensorFlow 版本过旧',
    text: '其版本为 {version}；Fettle 需要 {needed} 或更新的版本。',
    action: '请在“设置 → 引擎”中安装较新的版本。',
  },
  'engine/wrong-architecture': {
    title: '此 TensorFlow 不适用于本机',
    text: '{file} 是为其他处理器或系统编译的。',
    action: '请在“设置 → 引擎”中安装适用于本机的版本。',
  },
  'engine/wrong-checksum': {
    title: '下载内容与索引不符',
    text: '{name} 的校验和与索引给出的不同，文件已丢弃。',
    action: '请重新安装；若再次出现，则该索引或网络不可信任。',
  },
} satisfies Partial<ErrorMessages>

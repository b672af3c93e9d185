import type { PredictField } from '../../../shared/domain/prediction'

interface PageModel {
  readonly name: string
  readonly target: string
  readonly fields: readonly PredictField[]
}

const STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 22%, transparent); --accent: light-dark(#1464c8, #7db4ff); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 720px; padding: 32px 20px; background: light-dark(#fff, #14171c); color: light-dark(#1b2230, #e6e9ef);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
h1 { margin: 0 0 4px; font-size: 22px; } .second { opacity: .72; }
form { display: grid; grid-template-columns: repeat(auto-fill, minmax(210px, 1fr)); gap: 14px; margin: 20px 0; }
label { display: flex; flex-direction: column; gap: 3px; font-size: 13px; }
input, select, textarea, button { padding: 7px 9px; border: 1px solid var(--line); border-radius: 5px; background: transparent; color: inherit; font: inherit; }
option { background: light-dark(#fff, #14171c); }
textarea { min-height: 90px; } .text { grid-column: 1 / -1; }
button { background: var(--accent); border-color: var(--accent); color: light-dark(#fff, #0b1420); font-weight: 600; cursor: pointer; grid-column: 1 / -1; justify-self: start; padding: 8px 22px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
#answer { font-size: 26px; font-weight: 600; overflow-wrap: anywhere; } #error { color: light-dark(#b3261e, #ff9a90); }
table { border-collapse: collapse; width: 100%; } td { padding: 3px 8px 3px 0; } td:nth-child(2) { width: 55%; } meter { width: 100%; }
`

/** The page's own words; it takes the language of the browser. */
const WORDS = {
  en: {
    ask: 'Predict',
    predicts: 'predicts',
    failed: 'The model could not answer',
    missing: 'is missing or cannot be read',
    gone: 'No answer came: the model is no longer served, or at another address.',
    windows: 'This model looks at several rows that follow each other: send them as JSON to /predict.',
  },
  zh: {
    ask: '预测',
    predicts: '预测',
    failed: '模型无法回答',
    missing: '缺失或无法读取',
    gone: '没有收到回答：模型已停止服务，或地址已改变。',
    windows: '该模型需要连续的多行数据：请以 JSON 发送到 /predict。',
  },
}

const SCRIPT = `
const { fields, target, words: all } = JSON.parse(document.getElementById('model').textContent)
const words = all[navigator.language.startsWith('zh') ? 'zh' : 'en']
document.documentElement.lang = navigator.language.startsWith('zh') ? 'zh-CN' : 'en'
const at = (id) => document.getElementById(id)
at('predicts').textContent = words.predicts + ' ' + target
const form = at('form')
for (const field of fields) {
  if (field.kind === 'windows') { at('predicts').textContent = words.windows; continue }
  const label = document.createElement('label')
  label.textContent = field.column
  const tag = field.kind === 'category' ? 'select' : field.kind === 'text' ? 'textarea' : 'input'
  const input = document.createElement(tag)
  input.name = field.column
  if (field.kind === 'text') label.className = 'text'
  if (field.kind === 'picture') { input.type = 'file'; input.accept = 'image/*'; label.className = 'text' }
  if (field.kind === 'category') for (const value of ['', ...field.choices]) input.append(new Option(value || '–', value))
  if (field.example !== null) input.value = field.example
  label.append(input)
  form.append(label)
}
const button = document.createElement('button')
button.textContent = words.ask
form.append(button)
const toBase64 = (file) => new Promise((resolve) => {
  const reader = new FileReader()
  reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '')
  reader.readAsDataURL(file)
})
form.onsubmit = async (event) => {
  event.preventDefault()
  at('error').textContent = ''
  const row = {}
  for (const { column, kind } of fields) {
    const input = form.elements[column]
    if (!input) continue
    if (kind !== 'picture') row[column] = input.value === '' ? null : input.value
    else if (input.files[0]) row[column] = { base64: await toBase64(input.files[0]) }
  }
  const token = new URLSearchParams(location.search).get('token')
  const response = await fetch('/predict', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer ' + token },
    body: JSON.stringify({ rows: [row] }),
  }).catch(() => null)
  if (response === null) {
    at('answer').textContent = ''
    at('shares').replaceChildren()
    at('error').textContent = words.gone
    return
  }
  const body = await response.json()
  const [answer] = body.predictions ?? []
  at('answer').textContent = answer && !answer.error ? target + ': ' + answer.value : ''
  const error = body.error ?? answer?.error
  if (error) at('error').textContent = words.failed + ': ' + (error.column ? error.column + ' ' + words.missing : error.code + ' ' + JSON.stringify(error.details ?? {}))
  at('shares').replaceChildren(...Object.entries(answer?.probabilities ?? {}).sort((a, b) => b[1] - a[1]).slice(0, 12).map(([name, share]) => {
    const line = document.createElement('tr')
    const [first, second, third] = [0, 1, 2].map(() => line.insertCell())
    first.textContent = name
    const meter = document.createElement('meter')
    meter.value = share
    meter.setAttribute('aria-label', name)
    second.append(meter)
    third.textContent = (100 * share).toFixed(1) + ' %'
    return line
  }))
}
`

/** A page with a form of the model's fields: it needs nothing but this server, and follows the browser's language and colours. */
export function writePredictPage({ name, target, fields }: PageModel): string {
  const model = JSON.stringify({ target, fields, words: WORDS }).replaceAll('<', String.raw`\u003c`)
  const title = name.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${title}</h1>
<p class="second" id="predicts"></p>
<form id="form"></form>
<p id="answer" role="status"></p>
<p id="error" role="alert"></p>
<table><tbody id="shares"></tbody></table>
<script type="application/json" id="model">${model}</script>
<script>${SCRIPT}</script>
</body>
</html>
`
}

/** @file The page that a browser without the cookie gets: what to do, in plain words. */

/** No script and no style element, so that the app's own content policy holds for it too. */
export const REFUSAL_PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Fettle</title></head>
<body style="font: 16px/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem">
<h1 style="font-size: 1.25rem">This address needs its key</h1>
<p>Fettle is running here, but this browser has not been let in yet. Open the whole address that Fettle printed
in the terminal where it was started: the line that begins with <b>Fettle:</b></p>
<p>Have you just done that? Then <a href="/">continue</a>.</p>
<p lang="zh-CN">Fettle 正在运行，但此浏览器尚未获准访问。请打开启动 Fettle 的终端里以 <b>Fettle:</b> 开头的那一行完整地址。
如果刚刚已经打开过，请点<a href="/">继续</a>。</p>
</body>
</html>
`

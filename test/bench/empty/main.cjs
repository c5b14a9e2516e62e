// The yardstick of ../start.ts: an empty window with the same sandbox settings as ours.
const { app, BrowserWindow } = require('electron')

app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  })
  window.once('ready-to-show', () => window.show())
  window.loadURL('data:text/html,<title>empty</title><h1>empty</h1>')
})

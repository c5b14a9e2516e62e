/** electron print-to-pdf.cjs HTML OUT: prints a page by Chromium and reports how long loading and printing took. */
const { writeFileSync } = require('node:fs')
const { app, BrowserWindow } = require('electron')

const [html, out] = process.argv.slice(-2)
app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false })
  const began = performance.now()
  await window.loadFile(html)
  writeFileSync(out, await window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true }))
  console.log(JSON.stringify({ ms: performance.now() - began }))
  app.quit()
})

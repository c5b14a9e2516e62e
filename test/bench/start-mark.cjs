// Preloaded into Electron (-r) by start.ts: says when the page can be used. START_SELECTOR names what has to be on the screen; then two frames
// have to be drawn and, where there is a backend, it has to have answered.
const { app } = require('electron')

const usable = `new Promise(done => {
  const drawn = () => requestAnimationFrame(() => requestAnimationFrame(done))
  const look = () => {
    if (!document.querySelector(${JSON.stringify(process.env.START_SELECTOR)})) return requestAnimationFrame(look)
    if (globalThis.neidu) globalThis.neidu.call('start', 'app.info', {}).then(drawn)
    else drawn()
  }
  look()
})`

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', async () => {
    await contents.executeJavaScript(usable)
    process.stdout.write('usable\n')
    app.quit()
  })
})

import type { ElectronApplication, Locator, Page } from 'playwright'

/** As a hand does it: into the field, over what is there, key by key. */
export async function type(field: Locator, text: string): Promise<void> {
  await field.click()
  await field.press('ControlOrMeta+A')
  if (text === '') await field.press('Backspace')
  else await field.pressSequentially(text)
}

/** Puts the text on the clipboard and presses Ctrl+V where the focus is. */
export async function paste(app: ElectronApplication, window: Page, text: string): Promise<void> {
  await app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text)
  await window.keyboard.press('ControlOrMeta+V')
}

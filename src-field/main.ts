import type { FieldSheet } from '../src-shared/field.ts'
import { page } from './page.ts'
import { openStore } from './store.ts'

// Written by our own program into this very file: its shape is known.
const sheet: FieldSheet = JSON.parse(document.getElementById('index')?.textContent ?? '')
openStore(sheet.ref).then(store => page(sheet, store))

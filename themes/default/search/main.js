// Owns the beginning: every search form of the page gets its box.

import { start } from './box.js';

document.querySelectorAll('form[data-search]').forEach((form) => start(/** @type {HTMLFormElement} */ (form)));

// Shows the page anew whenever the agent says that something changed. Without this script the page is as it was when it was asked for.
(() => {
  'use strict';
  const note = document.getElementById('live');
  const isBusy = () => {
    const active = document.activeElement;
    return active !== null && active !== document.body && active.matches('input, select, button, textarea, summary');
  };
  const refresh = async () => {
    if (isBusy() || document.hidden) { return; }
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
    if (!answer.ok) { return; }
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
    const open = new Set([...document.querySelectorAll('main details[open] > summary')].map((s) => s.textContent));
    document.querySelector('main').replaceWith(next);
    for (const summary of next.querySelectorAll('details > summary')) {
      if (open.has(summary.textContent)) { summary.parentElement.open = true; }
    }
  };
  const source = new EventSource('/live');
  source.addEventListener('open', () => { note.textContent = 'Live.'; });
  source.addEventListener('error', () => { note.textContent = 'The agent does not answer; trying again.'; });
  source.addEventListener('change', () => { refresh().catch(() => {}); });
})();

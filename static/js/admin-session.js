// A form stays open while the session ends, or the line is down. Signing in in another tab gives a new token against
// forged requests: it is put into what this tab sends. And a form is sent only where somebody takes it, not into the
// sign-in page or a dead line, where its text would be lost: staff are told, and what waits is saved when they come back.
(() => {
  const { cookie, header, login, signedOut, unreachable } = document.currentScript.dataset;
  const FIELD = 'csrfmiddlewaretoken';
  const send = window.fetch;
  let problem = '';
  let unsaved = false;
  let autosave = null;
  let autosaved = () => {};
  let asking = null;  // the form about which the server is being asked
  let sending = null;

  const token = () => {
    const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${cookie}=`));
    return found ? decodeURIComponent(found.slice(cookie.length + 1)) : '';
  };
  const dispatch = (target, name, detail) => {
    target.dispatchEvent(new CustomEvent(name, { bubbles: true, cancelable: true, detail }));
  };
  const tell = () => dispatch(document, 'w-messages:add', { clear: true, text: problem, type: 'error' });
  const saveAgain = () => {
    const form = document.querySelector('form[data-edit-form]');
    if (form && unsaved) dispatch(form, 'w-unsaved:add', { type: 'edits' });
  };
  const look = async () => {
    // Whoever is signed in is led on from the sign-in page.
    const answer = await send(login, { redirect: 'manual' }).catch(() => null);
    const before = problem;
    problem = unreachable;
    if (answer && answer.type === 'opaqueredirect') problem = '';
    else if (answer && answer.ok) problem = signedOut;
    if (problem) {
      tell();
    } else if (before) {
      dispatch(document, 'w-messages:clear');
      saveAgain();
    }
  };
  const sendNow = (form, submitter) => {
    const disabled = submitter && submitter.disabled;  // by Wagtail, since the press: so it would not say what it does
    if (submitter) submitter.disabled = false;
    sending = form;
    form.requestSubmit(submitter);
    sending = null;
    if (submitter) submitter.disabled = disabled;
  };

  document.addEventListener('formdata', ({ formData }) => {
    if (formData.has(FIELD) && token()) formData.set(FIELD, token());
  });
  window.fetch = async (resource, options = {}) => {
    const form = document.querySelector('form[data-edit-form]');
    if (options.body && form && form.action === resource) autosave = new Promise((resolve) => { autosaved = resolve; });
    const headers = new Headers(options.headers);
    if (headers.has(header) && token()) headers.set(header, token());
    const answer = await send(resource, options.headers ? { ...options, headers } : options);
    if (answer.status === 403 || (answer.redirected && new URL(answer.url).pathname === login)) look();
    return answer;
  };
  document.addEventListener('submit', async (event) => {
    const { target: form, submitter } = event;
    const isSignedIn = document.querySelector('[data-wagtail-sidebar]');
    if (form === sending || form.method !== 'post' || !isSignedIn) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form === asking) return;
    asking = form;
    await autosave;  // which gives a new page its address: sent meanwhile, the page would be made twice, and refused
    await look();
    if (!problem) sendNow(form, submitter);
    asking = null;
    if (problem && submitter) submitter.dataset.wProgressLoadingValue = 'false';  // it can be pressed again
  }, { capture: true });
  document.addEventListener('w-autosave:save', (event) => {
    if (!asking) return;
    event.preventDefault();
    unsaved = true;
  });
  document.addEventListener('w-autosave:error', () => { unsaved = true; autosaved(); });
  document.addEventListener('w-autosave:success', () => { unsaved = false; autosaved(); });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && problem) look();
  });
  window.addEventListener('online', () => (problem ? look() : saveAgain()));
})();

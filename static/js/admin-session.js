// A form stays open while the session ends, or the line is down. Signing in in another tab gives a new token against
// forged requests: it is put into what this tab sends. And a form is not sent into the sign-in page, where its text
// would be lost: staff are told, and what waits is saved when they come back.
(() => {
  const { cookie, header, login, message } = document.currentScript.dataset;
  const FIELD = 'csrfmiddlewaretoken';
  const send = window.fetch;
  let signedOut = false;
  let unsaved = false;

  const token = () => {
    const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${cookie}=`));
    return found ? decodeURIComponent(found.slice(cookie.length + 1)) : '';
  };
  const dispatch = (target, name, detail) => {
    target.dispatchEvent(new CustomEvent(name, { bubbles: true, cancelable: true, detail }));
  };
  const tell = () => dispatch(document, 'w-messages:add', { clear: true, text: message, type: 'error' });
  const saveAgain = () => {
    const form = document.querySelector('form[data-edit-form]');
    if (form && unsaved) dispatch(form, 'w-unsaved:add', { type: 'edits' });
  };
  const look = async () => {
    // Whoever is signed in is led on from the sign-in page.
    const answer = await send(login, { redirect: 'manual' });
    const before = signedOut;
    signedOut = answer.type !== 'opaqueredirect';
    if (signedOut) tell();
    if (before && !signedOut) {
      dispatch(document, 'w-messages:clear');
      saveAgain();
    }
  };

  document.addEventListener('formdata', ({ formData }) => {
    if (formData.has(FIELD) && token()) formData.set(FIELD, token());
  });
  window.fetch = async (resource, options = {}) => {
    const headers = new Headers(options.headers);
    if (headers.has(header) && token()) headers.set(header, token());
    const answer = await send(resource, options.headers ? { ...options, headers } : options);
    if (answer.status === 403 || (answer.redirected && new URL(answer.url).pathname === login)) look();
    return answer;
  };
  document.addEventListener('submit', async (event) => {
    if (!signedOut) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await look();
    if (!signedOut) event.target.requestSubmit(event.submitter);
  }, { capture: true });
  document.addEventListener('w-autosave:error', () => { unsaved = true; });
  document.addEventListener('w-autosave:success', () => { unsaved = false; });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && signedOut) look();
  });
  window.addEventListener('online', saveAgain);
})();

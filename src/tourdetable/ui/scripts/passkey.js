// Signing in with a passkey, and adding one. Where a browser knows no passkeys, the forms for them
// stay hidden; everything else on these pages works without this script.

const knowsThem = "PublicKeyCredential" in window && "parseRequestOptionsFromJSON" in PublicKeyCredential;

const asked = {
  create: (wanted) => navigator.credentials.create({
    publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(wanted),
  }),
  get: (wanted) => navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(wanted),
  }),
};

/** What the device is asked: it stands on the page, or is fetched when somebody wants it. */
async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json()).request_options;
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const failed = form.querySelector("[data-failed]");
  form.closest("[data-with-passkeys]").hidden = !knowsThem;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failed.hidden = true;
    try {
      const credential = await asked[form.dataset.passkey]((await options(form)).publicKey);
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}

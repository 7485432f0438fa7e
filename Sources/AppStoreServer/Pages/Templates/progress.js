// Looks after a datalab that starts, and goes on when its page is there. Without this the page is loaded anew each second.
(async () => {
  const shown = document.getElementById("state");
  for (;;) {
    await new Promise((done) => setTimeout(done, 500));
    let found;
    try {
      const answer = await fetch(location.pathname + "/state", { cache: "no-store" });
      if (!answer.ok) continue;
      found = await answer.json();
    } catch {
      continue;
    }
    if (found.state !== "starting") return location.replace(location.pathname);
    if (shown.textContent !== found.message) shown.textContent = found.message;
  }
})();

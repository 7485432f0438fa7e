// What webpack's module federation would make of this extension, by hand: it needs nothing of JupyterLab's modules.
(() => {
  const show = app => {
    const page = JSON.parse(document.getElementById("jupyter-config-data").textContent);
    for (const message of page.datalabNotices || []) {
      app.commands.execute("apputils:notify", { message, type: "warning", options: { autoClose: false } });
    }
  };
  const plugin = { id: "datalab-notices:plugin", autoStart: true, activate: app => app.restored.then(() => show(app)) };
  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["datalab-notices"] = { init: () => {}, get: async () => () => ({ __esModule: true, default: plugin }) };
})();

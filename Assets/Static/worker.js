// Opens a technician's queue and its tickets without a network, from the copies that field.js keeps, and nothing else: it
// reaches no further than the staff's queue, and sees no page of a reporter. The gateway writes FILES before it, each file
// by its content, so that a change of any of them is a new worker with a store of its own.
var SCOPE = "/-/desk";
var PAGES = "mendmark-pages";
var STORE = "mendmark-files-" + FILES.map(function (link) { return link.split("v=")[1]; }).join(".");
var HOURS_MAX = 24;
var PATIENCE_MS = 5000;
var TICKET = /^\/-\/desk\/[0-9A-Z]{4}-[0-9A-Z]{4}$/;

self.addEventListener("install", function (event) {
  event.waitUntil(caches.open(STORE).then(function (store) { return store.addAll(FILES); }).then(function () {
    return self.skipWaiting();
  }));
});

self.addEventListener("activate", function (event) {
  event.waitUntil(caches.keys().then(function (names) {
    return Promise.all(names.filter(function (name) {
      return name.indexOf("mendmark-files-") === 0 && name !== STORE;
    }).map(function (name) { return caches.delete(name); }));
  }).then(function () { return self.clients.claim(); }));
});

self.addEventListener("fetch", function (event) {
  var asked = event.request;
  var url = new URL(asked.url);
  if (asked.method !== "GET" || url.origin !== self.location.origin) { return; }
  if (url.pathname.indexOf("/-/s/") === 0) { event.respondWith(file(asked)); return; }
  if (asked.mode !== "navigate") { return; }
  if (url.pathname === SCOPE || TICKET.test(url.pathname)) {
    event.respondWith(page(asked, url.pathname));
  } else if (url.pathname.indexOf(SCOPE + "/") === 0) {
    // Not kept: without a network the queue says so, rather than the browser.
    event.respondWith(fetch(asked).catch(function () { return instead(url.pathname); }));
  }
});

function file(asked) {
  return caches.open(STORE).then(function (store) {
    return store.match(asked).then(function (kept) {
      return kept || fetch(asked).catch(function (failure) {
        return store.match(asked, { ignoreSearch: true }).then(function (other) { return other || Promise.reject(failure); });
      });
    });
  });
}

// A copy that isn't older than a day; undefined: there is none.
function kept(path) {
  return caches.open(PAGES).then(function (pages) {
    return pages.match(path).then(function (copy) {
      if (!copy) { return undefined; }
      if (Date.now() - Number(copy.headers.get("x-kept-at")) < HOURS_MAX * 3600000) { return copy; }
      return pages.delete(path).then(function () { return undefined; });
    });
  });
}

function page(asked, path) {
  return kept(path).then(function (copy) {
    var answer = fetch(asked).then(function (answer) { return answer.status >= 500 && copy ? copy : answer; });
    if (!copy) { return answer.catch(function () { return instead(path); }); }
    var patience = new Promise(function (done) { setTimeout(done, PATIENCE_MS, copy); });
    return Promise.race([answer.catch(function () { return copy; }), patience]);
  });
}

function instead(path) {
  return kept(SCOPE).then(function (queue) {
    if (queue && path !== SCOPE) { return Response.redirect(SCOPE + "?missing=1", 302); }
    return new Response("<!doctype html><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">" +
      "<title>没有网络 / No network</title><h1>没有网络</h1><p>这里还没有存下待办。</p>" +
      "<h1 lang=\"en\">No network</h1><p lang=\"en\">No queue is kept here yet.</p>", {
      status: 503,
      headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'" }
    });
  });
}

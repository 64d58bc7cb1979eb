// A technician without a network. The queue and its tickets are kept in this browser; what is pressed there is put aside
// with a key of its own and the time of the press, and sent in order once there is a network and the same person is
// signed in. Everything works without this file, as long as there is a network.
"use strict";
(function () {
  var STORE = "mendmark-field";
  var PAGES = "mendmark-pages";
  var CLOCK = "mendmark:clock";
  var ACTS_MAX = 50;
  var PHOTO_MB_MAX = 12;
  var PHOTOS_MAX = 5;
  var STORE_MB_MAX = 60;
  var DONE_HOURS = 12;
  var RETRY_MS = 15000;
  var PROBE_MS = 5000;
  var SEND_MS = 60000;
  // What it comes after doesn't make these late, so that they say nothing of what their sender has seen.
  var HARMLESS = ["comment", "parts", "photos"];
  var box = document.getElementById("field");
  var me = document.body.dataset.who;
  if (!box || !me || !window.fetch || !window.FormData || !window.Promise) { return; }
  var say = box.dataset;
  var keptAt = Number(document.body.dataset.keptAt || 0);
  var panel = document.getElementById("arrival");
  var isSending = false, isSignedOut = false, isOff = false, isLeaving = false, isBlocked = false;

  /* The store: rows by key, of whoever signed in on this browser. */

  var opened = null;
  function open() {
    opened = opened || new Promise(function (done, fail) {
      var asked = window.indexedDB.open(STORE, 1);
      asked.onupgradeneeded = function () { asked.result.createObjectStore("acts", { keyPath: "key" }); };
      asked.onsuccess = function () { done(asked.result); };
      asked.onerror = asked.onblocked = function () { fail(asked.error); };
    });
    return opened;
  }

  // What `action` tells, once it is on the disk.
  function work(mode, action) {
    return open().then(function (store) {
      return new Promise(function (done, fail) {
        var told;
        var turn = store.transaction("acts", mode, { durability: "strict" });
        turn.oncomplete = function () { done(told); };
        turn.onerror = turn.onabort = function () { fail(turn.error); };
        action(turn.objectStore("acts"), function (value) { told = value; });
      });
    });
  }

  function rows() {
    return work("readonly", function (acts, tell) {
      acts.getAll().onsuccess = function (event) { tell(event.target.result); };
    });
  }

  // Only the own ones, in the order in which they were pressed.
  function load() {
    return rows().then(function (all) {
      return all.filter(function (act) { return act.person === me; }).sort(function (a, b) { return a.seq - b.seq; });
    }, function () { return []; });
  }

  function waiting(acts) { return acts.filter(function (act) { return act.state === "waiting"; }); }
  function bytes(act) { return act.files.reduce(function (sum, file) { return sum + file.bytes.byteLength; }, 0); }
  function forget(keys) {
    return work("readwrite", function (acts) { keys.forEach(function (key) { acts.delete(key); }); }).then(show);
  }

  // Resolves to "" once it is kept, else to why it isn't.
  function keep(act) {
    return rows().then(function (all) {
      var mine = all.filter(function (other) { return other.person === me; });
      var stored = all.reduce(function (sum, other) { return sum + bytes(other); }, 0);
      var large = act.files.some(function (file) { return file.bytes.byteLength > PHOTO_MB_MAX * 1048576; });
      if (large) { return say.photoLarge.replace("{max}", PHOTO_MB_MAX); }
      if (act.files.length > PHOTOS_MAX) { return say.photosMany; }
      if (mine.length >= ACTS_MAX || stored + bytes(act) > STORE_MB_MAX * 1048576) {
        return say.full.replace("{max}", ACTS_MAX).replace("{megabytes}", STORE_MB_MAX);
      }
      act.seq = mine.reduce(function (last, other) { return Math.max(last, other.seq); }, 0) + 1;
      if (navigator.storage && navigator.storage.persist) { navigator.storage.persist().catch(function () { return false; }); }
      return work("readwrite", function (acts) { acts.put(act); }).then(function () { return ""; });
    }).catch(whyNot);
  }

  // A phone without room isn't a browser that keeps nothing: room can be made.
  function isNoRoom(error) { return Boolean(error) && error.name === "QuotaExceededError"; }
  function whyNot(error) { return isNoRoom(error) ? say.noRoom : say.none; }

  /* The clock: the phone's, put right by the server's as it was last heard. */

  function offset() { try { return Number(localStorage.getItem(CLOCK)) || 0; } catch (blocked) { return 0; } }
  function now() { return Date.now() + offset(); }
  function learn(answer, asked) {
    var told = Date.parse(answer.headers.get("Date"));
    // It tells whole seconds.
    if (told) { putRight(told + 500 - (asked + Date.now()) / 2); }
  }
  // A page that came just now tells the time, too: nothing else may come before the network goes.
  function learnOfPage() {
    var came = performance.getEntriesByType && performance.getEntriesByType("navigation")[0];
    if (keptAt || !came || !Number(say.served)) { return; }
    putRight(Number(say.served) - (Date.now() - performance.now() + came.responseStart));
  }
  // Less than two seconds apart is the same.
  function putRight(apart) {
    try { localStorage.setItem(CLOCK, Math.abs(apart) < 2000 ? "0" : String(Math.round(apart))); } catch (blocked) { return; }
  }

  // A UUID of version 7: 48 bits of time, the rest at random.
  function newKey(at) {
    var key = crypto.getRandomValues(new Uint8Array(16));
    for (var i = 5; i >= 0; i -= 1) { key[i] = at % 256; at = Math.floor(at / 256); }
    key[6] = key[6] & 15 | 112;
    key[8] = key[8] & 63 | 128;
    return Array.from(key, function (byte) { return (byte + 256).toString(16).slice(1); }).join("")
      .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  /* Whether there is a network. */

  function timed(link, options, limit) {
    var stop = new AbortController();
    var timer = setTimeout(function () { stop.abort(); }, limit);
    options.signal = stop.signal;
    options.credentials = "same-origin";
    options.cache = "no-store";
    return fetch(link, options).finally(function () { clearTimeout(timer); });
  }

  // A hotel's sign-in page answers, too: only our own word counts.
  function probe(limit) {
    var asked = Date.now();
    return timed("/healthz", {}, limit || PROBE_MS).then(function (answer) {
      learn(answer, asked);
      return answer.text().then(function (text) { return answer.ok && text.trim() === "ok"; });
    }, function () { return false; }).then(function (isThere) { off(!isThere); return isThere; });
  }

  function off(isIt) {
    isOff = isIt;
    if (panel && (isIt || !panel.contains(document.activeElement))) { panel.hidden = !isIt && !keptAt; }
  }

  /* Putting aside. */

  function read(file) {
    return file[1].arrayBuffer().then(function (content) {
      return { field: file[0], name: file[1].name || "photo.jpg", type: file[1].type, bytes: content };
    });
  }

  function actOf(form, at) {
    var fields = [], files = [], based = "", card = form.closest("[data-card]");
    new FormData(form).forEach(function (value, name) {
      if (typeof value !== "string") { if (value.size) { files.push([name, value]); } }
      else if (name === "based") { based = value; }
      else if (name !== "csrf" && name !== "key") { fields.push([name, value]); }
    });
    var place = card ? card.querySelector("b") : document.querySelector("main .columns b");
    var texts = form.querySelectorAll("textarea, input[type=text], input[type=date], select");
    return {
      name: form.dataset.act, action: form.getAttribute("action"), title: form.querySelector("button").textContent.trim(),
      number: card ? card.dataset.card : say.ticket, place: place ? place.textContent : "", based: based, at: at,
      fields: fields, files: files,
      words: Array.from(texts).map(said).filter(Boolean).join("\n")
    };
  }

  // What somebody typed and chose: free words as they are, all else with its name, as a number alone tells nothing. What
  // stands chosen or dated before anybody touches it isn't said.
  function said(field) {
    var typed = field.value.trim();
    if (field.tagName === "SELECT") {
      return field.selectedIndex > 0 ? named(field, field.options[field.selectedIndex].textContent.trim()) : "";
    }
    if (!typed || (field.type === "date" && field.value === field.defaultValue)) { return ""; }
    return field.tagName === "TEXTAREA" ? typed : named(field, typed);
  }
  function named(field, value) {
    var label = field.labels[0] ? field.labels[0].firstChild.textContent.replace(/[（(].*$/, "").trim() : field.name;
    return say.named.replace("{name}", label).replace("{value}", value);
  }

  function putAside(act) {
    act.key = newKey(act.at);
    act.person = me;
    act.state = "waiting";
    return Promise.all(act.files.map(read)).then(function (files) {
      act.files = files;
      return keep(act);
    }, whyNot);
  }

  function note(at) {
    var made = element("div", "", "note warn stack-tight");
    made.tabIndex = -1;
    made.append(element("p", say.kept + " · " + clock(at)), element("p", say.keptHint, "small"));
    return made;
  }

  function pass(form, pressed) {
    form.dataset.probed = "1";
    form.requestSubmit(pressed);
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    // Nothing more is kept for whoever signs out.
    if (form.getAttribute("action") === "/-/sign-out") { isLeaving = true; return; }
    if (form.hasAttribute("data-arrival")) { stop(event); arrive(form); return; }
    if (!form.dataset.act || form.dataset.probed) { return; }
    stop(event);
    if (form.dataset.probing) { return; }
    form.dataset.probing = "1";
    var pressed = event.submitter || undefined;
    var act = actOf(form, now());
    Promise.all([probe(), load()]).then(function (found) {
      delete form.dataset.probing;
      // What waits goes first, whoever has a network.
      if (found[0] && !keptAt && !waiting(found[1]).length) { pass(form, pressed); return; }
      putAside(act).then(function (why) {
        if (why) { if (found[0] && !keptAt) { pass(form, pressed); } else { complain(why); document.getElementById("field-title").focus(); } return; }
        kept(form, act);
        if (found[0]) { sendAll(); }
      });
    });
  }, true);

  function stop(event) { event.preventDefault(); event.stopImmediatePropagation(); }

  function kept(form, act) {
    var made = note(act.at);
    document.dispatchEvent(new CustomEvent("mendmark:aside", { detail: form }));
    if (HARMLESS.indexOf(act.name) >= 0) { form.reset(); form.before(made); } else { form.replaceWith(made); }
    show();
    made.focus();
  }

  function complain(sentence) {
    document.getElementById("field-says").replaceChildren(element("p", sentence, "error"));
    box.hidden = false;
  }

  /* Arriving: a typed code, or a photo of the label that is read later. */

  function chosen() { var list = document.getElementById("arrival-ticket"); return list.options[list.selectedIndex]; }
  function hangsAt(option, code) { return (option.dataset.labels || "").split(" ").indexOf(code) >= 0; }
  function problem(sentence) {
    var line = document.getElementById("arrival-problem");
    line.textContent = sentence;
    line.hidden = !sentence;
  }

  function codeTyped() {
    var text = document.getElementById("code").value.trim();
    return text && window.mendmarkCodes ? window.mendmarkCodes.codeOf(text) : null;
  }

  if (panel) {
    // A code that hangs at one of the tickets' places chooses that ticket.
    document.getElementById("code").addEventListener("input", function () {
      var code = codeTyped();
      var own = code && Array.from(document.getElementById("arrival-ticket").options).find(function (option) { return hangsAt(option, code); });
      if (own) { own.selected = true; }
      problem("");
    });
  }

  function arrive(form) {
    var field = document.getElementById("code"), photo = document.getElementById("arrival-photo").files[0];
    var option = chosen(), text = field.value.trim(), code = codeTyped();
    if (text && !code) { problem(document.getElementById("code-say").textContent || say.codeNone); field.focus(); return; }
    if (!code && !photo) { problem(say.codeNone); field.focus(); return; }
    if (code && option.dataset.labels && !hangsAt(option, code) && form.dataset.sure !== code) {
      form.dataset.sure = code;
      problem(say.codeOther);
      return;
    }
    problem("");
    var act = {
      name: "arrive", action: option.dataset.action, title: say.arrive, number: option.value,
      place: option.textContent.replace(option.value + " · ", ""),
      based: option.dataset.based, at: now(), words: code ? code.replace(/(.{4})(.{4})(.{4})/, "$1-$2-$3") : say.photoName,
      fields: code ? [["label", code], ["evidence", "typedCode"]] : [], files: code ? [] : [["photo", photo]]
    };
    putAside(act).then(function (why) {
      if (why) { problem(why); return; }
      form.reset();
      delete form.dataset.sure;
      var before = panel.querySelector(".note");
      if (before) { before.remove(); }
      var made = note(act.at);
      form.before(made);
      show();
      made.focus();
      probe().then(function (isThere) { if (isThere) { sendAll(); } });
    });
  }

  document.querySelectorAll(".thumb a, .scan-link").forEach(function (link) {
    link.addEventListener("click", function (event) {
      if (!panel || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
      event.preventDefault();
      (isOff ? Promise.resolve(false) : probe(2500)).then(function (isThere) {
        if (isThere) { location.assign(link.href); return; }
        off(true);
        panel.scrollIntoView({ block: "start" });
        document.getElementById("code").focus();
      });
    });
  });

  /* Sending: one after the other, each once. */

  function ask() {
    var asked = Date.now();
    return timed(say.ask, { headers: { Accept: "application/json" } }, PROBE_MS).then(function (answer) {
      isSignedOut = answer.status === 401;
      if (!answer.ok) { return null; }
      learn(answer, asked);
      return answer.json();
    }).catch(function () { return null; });
  }

  // Resolves to whether to go on with the next one.
  function send(act, csrf) {
    var form = new FormData();
    [["csrf", csrf], ["key", act.key], ["based", act.based], ["told", String(act.at)]].concat(act.fields).forEach(function (field) {
      form.append(field[0], field[1]);
    });
    act.files.forEach(function (file) { form.append(file.field, new Blob([file.bytes], { type: file.type }), file.name); });
    return timed(act.action, { method: "POST", body: form, headers: { Accept: "application/json" } }, SEND_MS).then(function (answer) {
      if (answer.status === 401) { isSignedOut = true; return false; }
      if (answer.status === 429 || answer.status >= 500) { return false; }
      return answer.json().then(function (reply) {
        if (reply.code === "badCSRF") { return false; }
        return settle(act, reply.outcome ? reply : { outcome: "refused", sentence: reply.detail });
      });
    }).catch(function () { return false; });
  }

  function settle(act, reply) {
    return work("readwrite", function (acts) {
      acts.getAll().onsuccess = function (event) {
        act.state = reply.outcome;
        act.sentence = reply.sentence || "";
        act.standing = reply.standing || "";
        act.noteNumber = reply.number || act.number;
        act.noteAction = reply.noteAction || "";
        act.toldAt = Date.now();
        if (act.state === "done") { act.files = []; }
        acts.put(act);
        if (act.state !== "done" || HARMLESS.indexOf(act.name) >= 0) { return; }
        // Whoever pressed these had seen the own step before, and no other came between.
        event.target.result.forEach(function (next) {
          if (next.person === me && next.number === act.number && next.state === "waiting" && next.seq > act.seq && next.based === act.based) {
            next.based = String(reply.revision);
            acts.put(next);
          }
        });
      };
    }).then(function () { return true; });
  }

  // Each is read anew before it is sent: the one before may have changed it, or a person may have deleted it.
  function sendNext(csrf, hasSent) {
    return load().then(function (acts) {
      var next = waiting(acts)[0];
      if (!next) { return hasSent; }
      return send(next, csrf).then(function (goesOn) { return goesOn ? sendNext(csrf, true) : hasSent; });
    });
  }

  function inTurn(action) {
    return navigator.locks ? navigator.locks.request(STORE, action) : action();
  }

  function sendAll() {
    if (isSending) { return Promise.resolve(false); }
    isSending = true;
    return inTurn(function () {
      return load().then(function (acts) {
        if (!waiting(acts).length && !keptAt) { return false; }
        return ask().then(function (who) {
          if (!who) { return false; }
          // Somebody else's session: these aren't theirs to send, nor to see.
          if (who.who !== me) { isLeaving = true; location.reload(); return false; }
          delete document.body.dataset.keptPages;
          show();
          return sendNext(who.csrf, false);
        });
      });
    }).then(function (hasSent) {
      isSending = false;
      return show().then(function () {
        if (hasSent || (keptAt && !isOff && !isSignedOut)) { renew(); }
        return keepPages();
      });
    }, function () { isSending = false; });
  }

  // The page as it stands now, unless somebody is writing.
  function renew() {
    var isWriting = Array.from(document.querySelectorAll("main textarea, main input[type=text]")).some(function (field) {
      return field.value !== field.defaultValue;
    });
    if (!isWriting) { isLeaving = true; location.replace(location.pathname); }
  }

  /* What is shown. */

  function element(tag, text, kind) {
    var made = document.createElement(tag);
    made.textContent = text || "";
    if (kind) { made.className = kind; }
    return made;
  }

  function button(text, action) {
    var made = element("button", text, "button");
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  function clock(at) {
    var day = new Date(at).toDateString() === new Date().toDateString() ? {} : { month: "numeric", day: "numeric" };
    return new Date(at).toLocaleString(document.documentElement.lang, Object.assign({ hour: "2-digit", minute: "2-digit" }, day));
  }

  function stateOf(act) { return act.state === "waiting" && isSending ? say.sending : say[act.state]; }

  function asNote(act) {
    var head = say.noteHead.replace("{when}", clock(act.at)).replace("{act}", act.title);
    var link = act.files.length ? act.noteAction.replace(/comment$/, "photos") : act.noteAction;
    var added = {
      key: newKey(now()), person: me, state: "waiting", name: act.files.length ? "photos" : "comment", title: say.note, action: link,
      number: act.noteNumber, place: act.place, based: "", at: now(), files: act.files, words: act.words,
      fields: [["words", head + (act.words ? "\n" + act.words : "")], ["audience", "staff"]]
    };
    // In one step, so that the words are in one place or the other.
    return load().then(function (all) {
      added.seq = all.reduce(function (last, other) { return Math.max(last, other.seq); }, 0) + 1;
      return work("readwrite", function (acts) { acts.delete(act.key); acts.put(added); });
    }).then(function () { return show().then(sendAll); }, function (error) { complain(whyNot(error)); });
  }

  function copy(act, pressed) {
    navigator.clipboard.writeText(act.words).then(function () { pressed.textContent = say.wordsCopied; });
  }

  function isElsewhere(act) { return Boolean(act.noteNumber) && act.noteNumber !== act.number; }

  function buttons(act) {
    var row = element("div", "", "row");
    if (act.state === "waiting") {
      row.append(button(say.again, function () { sendAll(); }), button(say.discard, function () { forget([act.key]); }));
    } else if (act.state === "refused") {
      if (act.words && navigator.clipboard) {
        var copier = button(say.wordsCopy, function () { copy(act, copier); });
        row.append(copier);
      }
      if (act.noteAction) { row.append(button(say.asNote, function () { asNote(act); })); }
      row.append(button(say.discard, function () { forget([act.key]); }));
    } else if (act.state === "noted") {
      // On a ticket that was merged nobody reads it: it can go where the work goes on.
      if (isElsewhere(act) && act.noteAction && (act.words || act.files.length)) {
        row.append(button(say.asNote, function () { asNote(act); }));
      }
      row.append(button(say.ok, function () { forget([act.key]); }));
    }
    return row;
  }

  // A sentence in which a ticket's number leads there.
  function linked(text, number) {
    var made = element("p", text), at = number ? text.indexOf(number) : -1;
    if (at < 0) { return made; }
    var link = element("a", number, "code");
    link.href = say.scope + "/" + number;
    made.replaceChildren(text.slice(0, at), link, text.slice(at + number.length));
    return made;
  }

  function line(act) {
    var made = element("li", "", "stack-tight kept-" + act.state);
    made.dataset.state = act.state;
    var head = element("p"), link = element("a", act.number, "code");
    link.href = say.scope + "/" + act.number;
    head.append(element("b", act.title), " ", link);
    if (act.state === "done") {
      made.append(head, element("p", clock(act.at) + " · " + stateOf(act), "small"));
      return made;
    }
    made.append(head, element("p", act.place + " · " + clock(act.at), "small"), element("p", stateOf(act)));
    if (act.sentence || act.standing) {
      made.append(linked([act.sentence, act.standing].filter(Boolean).join(" "), isElsewhere(act) ? act.noteNumber : ""));
    }
    if (act.words) { made.append(element("blockquote", act.words)); }
    if (act.files.length) { made.append(element("p", say.photos.replace("{count}", act.files.length), "small")); }
    made.append(buttons(act));
    return made;
  }

  function show() {
    if (isBlocked) { complain(say.none); return Promise.resolve(); }
    return load().then(function (acts) {
      var old = acts.filter(function (act) { return act.state === "done" && Date.now() - act.toldAt > DONE_HOURS * 3600000; });
      if (old.length) { return forget(old.map(function (act) { return act.key; })); }
      document.getElementById("field-acts").replaceChildren.apply(document.getElementById("field-acts"), acts.map(line));
      document.querySelectorAll("[data-ticket-acts]").forEach(function (list) {
        list.replaceChildren.apply(list, acts.filter(function (act) {
          return act.number === list.dataset.ticketActs && act.state !== "done";
        }).map(function (act) { return element("li", act.title + " " + clock(act.at) + " · " + stateOf(act), "small"); }));
      });
      var says = document.getElementById("field-says");
      says.replaceChildren();
      if (isSignedOut && waiting(acts).length) {
        var link = element("a", say.signInLink, "button");
        link.href = "/-/sign-in";
        says.append(element("p", say.signIn), link);
      }
      var done = acts.filter(function (act) { return act.state === "done"; }).map(function (act) { return act.key; });
      if (done.length) { says.append(button(say.ok, function () { forget(done); })); }
      box.hidden = !acts.length;
      return undefined;
    });
  }

  /* Keeping the pages. */

  function keepPage(pages, path, revision) {
    return pages.match(path).then(function (copy) {
      var isNew = copy && revision && copy.headers.get("x-revision") === revision &&
        copy.headers.get("x-language") === document.documentElement.lang && Date.now() - Number(copy.headers.get("x-kept-at")) < 3600000;
      if (isNew) { return undefined; }
      return timed(path + "?keep=1", { headers: { Accept: "text/html" } }, PROBE_MS * 3).then(function (answer) {
        if (!answer.ok || answer.redirected || isLeaving) { return undefined; }
        return answer.text().then(function (text) {
          var headers = new Headers(answer.headers);
          headers.delete("Content-Length");
          headers.set("x-kept-at", String(Date.now()));
          headers.set("x-who", me);
          headers.set("x-revision", revision || "");
          headers.set("x-language", document.documentElement.lang);
          var marked = text.replace("<body", "<body data-kept-at=\"" + now() + "\"");
          return pages.put(path, new Response(marked, { headers: headers }));
        });
      });
    });
  }

  function keepPages() {
    if (!window.caches || !navigator.serviceWorker || keptAt || isLeaving) { return Promise.resolve(); }
    navigator.serviceWorker.register(say.worker, { scope: say.scope, updateViaCache: "none" }).catch(function () { return null; });
    var cards = Array.from(document.querySelectorAll("[data-card]"));
    return caches.open(PAGES).then(function (pages) {
      return pages.match(say.scope).then(function (queue) {
        // Somebody else's pages, after a session that nobody ended.
        if (!queue || queue.headers.get("x-who") === me) { return pages; }
        return caches.delete(PAGES).then(function () { return caches.open(PAGES); });
      });
    }).then(function (pages) {
      if (say.ticket) { return keepPage(pages, say.scope + "/" + say.ticket, ""); }
      var paths = cards.map(function (card) { return say.scope + "/" + card.dataset.card; });
      var gone = pages.keys().then(function (asked) {
        return Promise.all(asked.filter(function (one) {
          var path = new URL(one.url).pathname;
          return path !== say.scope && paths.indexOf(path) < 0;
        }).map(function (one) { return pages.delete(one); }));
      });
      return gone.then(function () { return keepPage(pages, say.scope, ""); }).then(function () {
        return cards.reduce(function (before, card, index) {
          return before.then(function () { return keepPage(pages, paths[index], card.dataset.revision); });
        }, Promise.resolve());
      });
    }).then(function () { document.body.dataset.keptPages = "1"; }, function (error) {
      // Who believes the queue is on the phone and stands in a basement without it has lost the day.
      if (!isNoRoom(error)) { return; }
      keptNote.replaceChildren(element("p", say.pagesNoRoom));
      keptNote.hidden = false;
    });
  }

  var keptNote = document.getElementById("kept-page");
  if (keptAt) {
    keptNote.append(element("p", keptNote.dataset.text.replace("{when}", clock(keptAt))));
    if (location.search.indexOf("missing") > 0) { keptNote.append(element("p", keptNote.dataset.missing)); }
    keptNote.hidden = false;
  }

  window.addEventListener("offline", function () { off(true); });
  window.addEventListener("online", function () { probe().then(function (isThere) { if (isThere) { sendAll(); } }); });
  window.addEventListener("pageshow", function (event) {
    document.querySelectorAll("form[data-probed]").forEach(function (form) { delete form.dataset.probed; });
    if (event.persisted) { show().then(sendAll); }
  });
  setInterval(function () {
    load().then(function (acts) {
      if (keptAt || waiting(acts).length) { probe().then(function (isThere) { if (isThere) { sendAll(); } }); }
    });
  }, RETRY_MS);

  // What the browser believes of its network is a hint; the line itself is asked.
  learnOfPage();
  if (keptAt) { off(true); } else if (navigator.onLine === false) { probe(); }
  open().then(function () { return show(); }, function () { isBlocked = true; return show(); }).then(function () {
    return keptAt ? probe().then(function (isThere) { return isThere ? sendAll() : undefined; }) : sendAll();
  });
})();

/* Everything that a page does by itself: search, language, theme, filters, charts. No network. */
(function () {
  "use strict";
  var accord = (window.accord = window.accord || {});
  var html = document.documentElement;
  var lang = html.lang, at = lang === "fr" ? 1 : 0, root = html.dataset.root;
  var home = root + (lang === "fr" ? "fr/" : "");
  var words = accord.words[lang];
  var STATUS = { g: "green", o: "orange", r: "red", n: "none" };
  var TRUST = { k: "sound", p: "partial", d: "distrusted" };
  var TREND = { u: "up", d: "down", f: "flat" };
  var MARK = { sound: "✓", partial: "◐", distrusted: "✕" };
  var SHAPE = {
    green: '<circle cx="6" cy="6" r="5"/>', orange: '<path d="M6 .8 11.6 11H.4z"/>',
    red: '<rect x="1" y="1" width="10" height="10"/>', none: '<path d="M1 5h10v2H1z"/>'
  };
  var NARROW = "\u202f", MINUS = "\u2212", NOTHING = "–";
  var $ = function (id) { return document.getElementById(id); };
  var esc = function (text) {
    return String(text).replace(/[&<>"]/g, function (c) {
      return { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }[c];
    });
  };
  var remember = function (key, value) { try { localStorage.setItem(key, value); } catch (e) { /* private */ } };

  /* Figures, as the server writes them (formats.py). */
  function number(value, least, most) {
    return new Intl.NumberFormat(lang, { minimumFractionDigits: least, maximumFractionDigits: most })
      .format(value).replace(/-/g, MINUS);
  }
  var SUFFIX = {
    ratio: ["×", "×"], months: ["mo", "mois"], days: ["d", "j"], hours: ["h", "h"],
    minutes: ["min", "min"], seconds: ["s", "s"]
  };
  var DECIMALS = { ratio: 2, score: 2, count: 1 };
  function percent(text) { return lang === "en" ? text + "%" : text + NARROW + "%"; }
  function amount(value, unit) {
    if (value === null || value === undefined) return NOTHING;
    if (unit === "rate") return percent(number(value * 100, 1, 1));
    var whole = Math.abs(value) >= 1000;
    if (unit === "money") {
      var money = number(Math.abs(value), 0, whole ? 0 : 2), sign = value < 0 ? MINUS : "";
      return lang === "en" ? sign + words.currency + money : sign + money + NARROW + words.currency;
    }
    var text = number(value, 0, whole ? 0 : DECIMALS[unit] || 1);
    return SUFFIX[unit] ? text + NARROW + SUFFIX[unit][at] : text;
  }
  function signed(value) { return (value >= 0 ? "+" : MINUS) + number(Math.abs(value), 1, 1); }
  function compared(value, base, unit, direction) {
    if (value === null || base === null || base === undefined) return null;
    var moved = value - base, share = "", diff = "";
    if (unit === "rate") share = signed(moved * 100) + NARROW + (at ? "pts" : "pt");
    else {
      if (base !== 0) share = percent(signed((moved / Math.abs(base)) * 100));
      diff = (moved >= 0 ? "+" : MINUS) + amount(Math.abs(moved), unit);
    }
    var tone = moved === 0 || direction === "target_is_best" ? "even"
      : (moved > 0) === (direction === "higher_is_better") ? "better" : "worse";
    return { share: share, diff: diff, base: amount(base, unit), tone: tone };
  }
  function badge(status) {
    return '<span class="badge ' + status + '"><svg viewBox="0 0 12 12" aria-hidden="true">' + SHAPE[status] +
      '</svg><span class="word">' + esc(words[status]) + "</span></span>";
  }
  function moved(one, nothing) {
    if (!one) return '<span class="base">' + esc(nothing) + "</span>";
    return '<span class="moved ' + one.tone + '">' + esc(one.share + (one.share && one.diff ? " · " : "") + one.diff) +
      (one.tone === "even" ? "" : '<span class="sr"> (' + esc(words[one.tone]) + ")</span>") +
      '</span> <span class="base">' + esc(one.base) + "</span>";
  }

  /* Series: columns; a column that is left out is empty. */
  function cell(series, column, place) { return series[column] ? series[column][place] : null; }
  function periodName(series, place) { return accord.periods[series.g][series.i[place]][1 + at]; }
  function periodStart(series, place) { return accord.periods[series.g][series.i[place]][0]; }
  function find(figures, slice, grain, variant) {
    return figures.series.find(function (one) {
      return one.s + "/" + one.m === slice && (!grain || one.g === grain) && one.k === (variant || one.k);
    });
  }
  function lastComplete(series) {
    var last = -1;
    for (var place = 0; place < series.i.length; place++)
      if (series.c[place] === "1" && (cell(series, "v", place) !== null || last < 0)) last = place;
    return last;
  }

  var SPARK = { day: 31, week: 26, month: 25, quarter: 9, year: 6 };
  function sparkline(series, place, bars) {
    var first = Math.max(0, place + 1 - SPARK[series.g]), values = [], aims = [], known = [];
    for (var i = first; i <= place; i++) {
      values.push(cell(series, "v", i)); aims.push(cell(series, "t", i));
    }
    known = values.concat(aims).filter(function (v) { return v !== null; });
    if (!known.length) return "";
    var low = Math.min.apply(null, known), high = Math.max.apply(null, known);
    if (bars) { low = Math.min(low, 0); high = Math.max(high, 0); }
    var span = high - low || 1, step = 232 / values.length;
    var x = function (i) { return 4 + step * (i + 0.5); }, y = function (v) { return 44 - ((v - low) / span) * 40; };
    var path = function (list) {
      var open = false;
      return list.map(function (v, i) {
        if (v === null) { open = false; return ""; }
        var part = (open ? "L" : "M") + x(i).toFixed(1) + " " + y(v).toFixed(1); open = true; return part;
      }).join("");
    };
    var parts = "", last = values.length - 1;
    if (bars) values.forEach(function (v, i) {
      if (v === null) return;
      var top = Math.min(y(v), y(0)), tall = Math.max(Math.abs(y(v) - y(0)), 0.8);
      parts += '<rect class="bar' + (i === last ? " now" : "") + '" x="' + (x(i) - step * 0.35).toFixed(1) +
        '" y="' + top.toFixed(1) + '" width="' + (step * 0.7).toFixed(1) + '" height="' + tall.toFixed(1) + '"/>';
    });
    else {
      parts = '<path class="line" d="' + path(values) + '"/>';
      if (values[last] !== null) parts += '<circle class="dot" cx="' + x(last).toFixed(1) + '" cy="' + y(values[last]).toFixed(1) + '" r="3"/>';
    }
    if (aims.some(function (v) { return v !== null; })) parts += '<path class="aim" d="' + path(aims) + '"/>';
    return '<svg class="spark" viewBox="0 0 240 48" preserveAspectRatio="none" role="img" aria-label="' +
      esc(periodName(series, first) + " – " + periodName(series, place)) + '">' + parts + "</svg>";
  }

  function facts(figures, series, place) {
    var unit = figures.unit, value = cell(series, "v", place), aim = cell(series, "t", place);
    var trend = TREND[series.tr[place]], trust = TRUST[series.q[place]];
    var reason = series.r ? figures.reasons[series.r[place]][at] : "";
    var out = '<p class="value"><strong>' + esc(amount(value, unit)) + "</strong> ";
    if (trend) out += '<span class="trend ' + trend + '"><span aria-hidden="true">' + { up: "↗", down: "↘", flat: "→" }[trend] +
      '</span><span class="sr">' + esc(words.trend + words.colon + " " + words[trend]) + "</span></span>";
    out += '</p><p class="when">' + esc(periodName(series, place)) +
      (series.c[place] === "1" ? "" : " (" + esc(words.in_progress) + ")") + "</p>";
    out += sparkline(series, place, figures.chart === "bar");
    if (aim !== null && aim !== undefined) {
      var base = cell(series, "b", place), share = cell(series, "a", place), way = null;
      if (base !== null && base !== undefined && base !== aim && value !== null)
        way = Math.round(100 * Math.min(Math.max((value - base) / (aim - base), 0), 1));
      out += '<div class="path"><div class="way"' + (way === null ? "" : ' style="--way:' + way + '%"') + ' aria-hidden="true"></div><p>' +
        (base === null || base === undefined ? "" : '<span><span class="what">' + esc(words.baseline) + "</span> " + esc(amount(base, unit)) + '</span> <span aria-hidden="true">→</span> ') +
        '<span><span class="what">' + esc(words.now) + "</span> " + esc(amount(value, unit)) + '</span> <span aria-hidden="true">→</span> ' +
        '<span><span class="what">' + esc(words.target) + "</span> " + esc(amount(aim, unit)) + "</span>" +
        (share === null || share === undefined ? "" : ' <span class="reached">' + esc(amount(share, "rate") + " " + words.reached) + "</span>") + "</p></div>";
    } else out += '<p class="path none">' + esc(words.no_target) + "</p>";
    out += '<dl class="compared"><dt>' + esc(words.previous) + "</dt><dd>" +
      moved(compared(value, cell(series, "p", place), unit, figures.direction), words.no_previous) + "</dd><dt>" +
      esc(words.year_before) + "</dt><dd>" +
      moved(compared(value, cell(series, "y", place), unit, figures.direction), words.no_year_before) + "</dd></dl>";
    out += '<p class="trust ' + trust + '"><span class="mark">' + MARK[trust] + "</span> " + esc(words[trust]) +
      (reason ? '<span class="reason">' + esc(reason) + "</span>" : "") + "</p>";
    return out;
  }

  /* Theme and language */
  $("theme").addEventListener("click", function () {
    var dark = html.dataset.theme ? html.dataset.theme === "dark" : matchMedia("(prefers-color-scheme:dark)").matches;
    html.dataset.theme = dark ? "light" : "dark";
    remember("accord-theme", html.dataset.theme);
    document.dispatchEvent(new Event("accord-theme"));
  });
  if (accord.publication && $("publication")) {
    var when = new Date(accord.publication.at);
    $("publication").textContent = words.published + " " +
      when.toLocaleString(lang, { dateStyle: "medium", timeStyle: "short" }) + ", " + words.by_run + " " + accord.publication.run + ".";
  }

  /* Search */
  var plain = function (text) { return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, ""); };
  var box = $("find"), list = $("found");
  box.addEventListener("input", function () {
    var asked = plain(box.value.trim()).split(/\s+/).filter(Boolean);
    if (!asked.length) { list.hidden = true; $("find-said").textContent = ""; return; }
    var hits = accord.kpis.map(function (one) {
      var label = one[1 + 2 * at], name = plain(one[0].replace(/_/g, " ") + " " + one[1] + " " + one[3]);
      var all = name + " " + plain(one[2] + " " + one[4]);
      if (!asked.every(function (word) { return all.includes(word); })) return null;
      return { id: one[0], label: label, text: one[2 + 2 * at], rank: asked.every(function (word) { return name.includes(word); }) ? 0 : 1 };
    }).filter(Boolean).sort(function (a, b) { return a.rank - b.rank || a.label.localeCompare(b.label, lang); });
    $("find-said").textContent = hits.length ? hits.length + " " + words.found : words.found_none;
    list.innerHTML = hits.slice(0, 12).map(function (hit) {
      return '<li><a href="' + home + "kpis/" + hit.id + '.html">' + esc(hit.label) + "<small>" + esc(hit.text) + "</small></a></li>";
    }).join("") || "<li>" + esc(words.found_none) + "</li>";
    list.hidden = false;
  });
  var links = function () { return Array.prototype.slice.call(list.querySelectorAll("a")); };
  document.querySelector(".find").addEventListener("keydown", function (event) {
    var all = links(), here = all.indexOf(document.activeElement);
    if (event.key === "Escape") { list.hidden = true; box.focus(); }
    else if (event.key === "ArrowDown" && all.length) { event.preventDefault(); all[Math.min(here + 1, all.length - 1)].focus(); }
    else if (event.key === "ArrowUp" && here >= 0) { event.preventDefault(); (here ? all[here - 1] : box).focus(); }
    else if (event.key === "Enter" && document.activeElement === box && all.length) { event.preventDefault(); all[0].click(); }
  });
  document.addEventListener("click", function (event) { if (!event.target.closest(".find")) list.hidden = true; });

  /* Filters of a scorecard or of a KPI */
  var form = $("filters"), first = {};
  if (form && accord.data) {
    form.hidden = false;
    var tiles = Array.prototype.slice.call(document.querySelectorAll(".tile[data-key]"));
    tiles.forEach(function (tile) {
      first[tile.dataset.key] = { facts: tile.querySelector(".facts").innerHTML, className: tile.className, badge: (tile.querySelector("header .badge") || {}).outerHTML };
    });
    var periods = $("period");
    if (periods) {
      var grains = {};
      Object.values(accord.data).forEach(function (one) { one.series.forEach(function (s) { grains[s.g] = (grains[s.g] || 0) + 1; }); });
      var own = Object.keys(grains).sort(function (a, b) { return grains[b] - grains[a]; })[0];
      periods.innerHTML = '<option value="">' + esc(words.last_complete) + "</option>" + (own ? accord.periods[own].slice().reverse().slice(0, 37).map(function (one) {
        return '<option value="' + one[0] + '">' + esc(one[1 + at]) + "</option>";
      }).join("") : "");
    }
    var grain = $("grain");
    var apply = function () {
      var slice = $("slice").value, start = periods ? periods.value : "";
      var same = slice === "total/total" && !start && !(grain && grain.value !== first.grain);
      tiles.forEach(function (tile) {
        var figures = accord.data[tile.dataset.key], begun = first[tile.dataset.key], facts_ = tile.querySelector(".facts");
        var mark = tile.querySelector("header .badge"), status = "none";
        tile.classList.remove("away");
        if (same) { facts_.innerHTML = begun.facts; tile.className = begun.className; if (mark) mark.outerHTML = begun.badge; return; }
        var series = find(figures, slice, grain ? grain.value : null, grain ? "" : null), place = -1;
        if (series) {
          if (!start) place = lastComplete(series);
          else series.i.forEach(function (_, i) { if (periodStart(series, i) <= start) place = i; });
        }
        if (place < 0) {
          facts_.innerHTML = '<p class="value"><strong>' + NOTHING + '</strong></p><p class="when">' + esc(figures.labels[lang] + " " + words.not_by_slice) + "</p>";
          tile.classList.add("away");
        } else { facts_.innerHTML = facts(figures, series, place); status = STATUS[series.st[place]]; }
        tile.className = "tile " + status + (place < 0 ? " away" : "");
        if (mark) mark.outerHTML = badge(status);
      });
      var chosen = $("slice").selectedOptions[0].textContent;
      $("said").textContent = words.filtered + words.colon + " " + chosen + (periods ? ", " + periods.selectedOptions[0].textContent : "");
      if (accord.redraw) accord.redraw();
    };
    first.grain = grain ? grain.value : null;
    form.addEventListener("change", apply);
    form.addEventListener("reset", function () { setTimeout(apply, 0); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
  }

  /* In print everything that can be opened is open. */
  addEventListener("beforeprint", function () { document.querySelectorAll("details:not([open])").forEach(function (one) { one.open = true; one.dataset.shut = "1"; }); });
  addEventListener("afterprint", function () { document.querySelectorAll("details[data-shut]").forEach(function (one) { one.open = false; delete one.dataset.shut; }); });

  accord.tools = { amount: amount, percent: percent, find: find, cell: cell, periodName: periodName, periodStart: periodStart, esc: esc, words: words, lang: lang, at: at, root: root, badge: badge, STATUS: STATUS, $: $ };
})();

/* Draws Vega-Lite charts, in the colours of the page. The library is loaded when a chart is near. */
(function () {
  "use strict";
  var accord = window.accord, tools = accord.tools, waiting = null;
  function colour(name) { return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim(); }
  function library() {
    waiting = waiting || new Promise(function (done, failed) {
      var script = document.createElement("script");
      script.src = tools.root + "assets/vega.js"; script.onload = done; script.onerror = failed;
      document.head.appendChild(script);
    });
    return waiting;
  }
  function filled(spec, words) {
    return JSON.parse(JSON.stringify(spec), function (_, value) {
      if (typeof value !== "string" || value[0] !== "$" || value.startsWith("$schema")) return value;
      var name = value.slice(1);
      if (name in words) return words[name];
      return colour(name) || value;
    });
  }
  var LOCALE = {
    en: { decimal: ".", thousands: ",", grouping: [3], currency: ["", ""] },
    fr: { decimal: ",", thousands: "\u202f", grouping: [3], currency: ["", ""] }
  };
  accord.draw = function (element, name, rows, unit, label) {
    var words = tools.words, format = unit === "rate" ? ".0%" : unit === "money" || unit === "count" ? "~s" : "~g";
    var ink = colour("ink"), soft = colour("soft"), line = colour("line");
    element.setAttribute("role", "img");
    element.setAttribute("aria-label", label);
    return library().then(function () {
      var spec = filled(accord.specs[name], { format: format, name: words.period, value: words.value, target: words.target, group: words.model });
      if (element.drawn) element.drawn.finalize();
      return window.vegaEmbed(element, spec, {
        actions: false, renderer: "svg", formatLocale: LOCALE[tools.lang],
        config: {
          background: null, view: { stroke: null }, font: getComputedStyle(document.body).fontFamily,
          axis: { labelColor: soft, titleColor: soft, gridColor: line, domainColor: line, tickColor: line, labelFontSize: 11 },
          legend: { labelColor: ink, labelFontSize: 12 }, text: { color: ink }, bar: { cornerRadiusEnd: 2 }
        },
        patch: function (vega) { vega.data.forEach(function (one) { if (one.name === "rows") one.values = rows; }); return vega; }
      });
    }).then(function (drawn) {
      element.drawn = drawn;
      var svg = element.querySelector("svg");
      if (svg) svg.setAttribute("aria-hidden", "true");
      element.dataset.drawn = name;
    });
  };
  /* Only once it comes into view: the first paint of a page needs no library. */
  accord.whenNear = function (element, work) {
    if (!("IntersectionObserver" in window)) { work(); return; }
    var seen = new IntersectionObserver(function (found) {
      if (found.some(function (one) { return one.isIntersecting; })) { seen.disconnect(); work(); }
    }, { rootMargin: "300px" });
    seen.observe(element);
  };

  /* The history of a KPI */
  var place = document.querySelector('[data-chart="history"]');
  if (!place || !accord.data) return;
  var figures = Object.values(accord.data)[0];
  function history() {
    var slice = tools.$("slice").value, grain = tools.$("grain").value;
    var series = tools.find(figures, slice, grain, "");
    var body = document.querySelector("#figures tbody");
    if (!series) {
      place.textContent = figures.labels[tools.lang] + " " + tools.words.not_by_slice;
      place.removeAttribute("role"); body.innerHTML = ""; return;
    }
    var rows = series.i.map(function (_, i) {
      var value = tools.cell(series, "v", i), aim = tools.cell(series, "t", i), year = tools.cell(series, "y", i);
      return { name: tools.periodName(series, i), value: value, aim: aim, year_before: year, shade: series.c[i] === "1" ? 1 : 0.45,
        text: tools.amount(value, figures.unit), aim_text: tools.amount(aim, figures.unit), year_text: tools.amount(year, figures.unit),
        status: tools.STATUS[series.st[i]] };
    });
    body.innerHTML = rows.slice().reverse().map(function (row) {
      return '<tr><th scope="row">' + tools.esc(row.name) + '</th><td class="number">' + tools.esc(row.text) + '</td><td class="number">' +
        tools.esc(row.aim_text) + '</td><td class="number">' + tools.esc(row.year_text) + "</td><td>" + tools.badge(row.status) + "</td></tr>";
    }).join("");
    var last = rows[rows.length - 1];
    accord.draw(place, figures.bars ? "bars" : "line", rows, figures.unit, figures.labels[tools.lang] + ", " + rows[0].name + " – " + last.name);
  }
  accord.redraw = history;
  accord.whenNear(place, history);
  document.addEventListener("accord-theme", history);
})();

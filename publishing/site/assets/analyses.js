/* The analyses: rows of `data/analyses/`, whose columns analyses.py names, as pictures and tables. */
(function () {
  "use strict";
  var accord = window.accord, tools = accord.tools, words = tools.words, esc = tools.esc, $ = tools.$;
  var page = document.querySelector("[data-analysis]");
  if (!page) return;
  var name = page.dataset.analysis, rows = accord.data.rows, members = accord.data.members[tools.lang];
  var form = $("choices"), chart = $("chart"), table = $("table");
  function money(value) { return tools.amount(value, "money"); }
  function rate(value) { return tools.amount(value, "rate"); }
  function count(value) { return tools.amount(value, "count"); }
  function member(key) { return members[key] || key; }
  function unique(list) { return Array.from(new Set(list)); }
  function sum(list) { return list.reduce(function (a, b) { return a + b; }, 0); }
  function month(text) { return new Intl.DateTimeFormat(tools.lang, { month: "short", year: "numeric", timeZone: "UTC" }).format(new Date(text.slice(0, 7) + "-01T00:00:00Z")); }
  function day(text) { return new Intl.DateTimeFormat(tools.lang, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(text + "T00:00:00Z")); }
  function period(grain, start) {
    var known = (accord.periods[grain] || []).find(function (one) { return one[0] === start; });
    return known ? known[1 + tools.at] : month(start);
  }
  function chosen(id) { var field = $(id); return field ? field.value : ""; }
  function select(id, label, options, value) {
    var field = document.createElement("label");
    field.innerHTML = esc(label) + ' <select id="' + id + '">' + options.map(function (one) {
      return '<option value="' + esc(one[0]) + '"' + (one[0] === value ? " selected" : "") + ">" + esc(one[1]) + "</option>";
    }).join("") + "</select>";
    form.insertBefore(field, form.querySelector("button"));
  }
  function filled(head, body, classes) {
    table.className = classes || "";
    table.innerHTML = "<thead><tr>" + head.map(function (text, i) { return '<th scope="col"' + (i ? ' class="number"' : "") + ">" + (text ? esc(text) : '<span class="sr">' + esc(words.share) + "</span>") + "</th>"; }).join("") +
      "</tr></thead><tbody>" + body.map(function (row) {
        return '<tr><th scope="row">' + esc(row[0]) + "</th>" + row.slice(1).map(function (one) {
          return one && one.html !== undefined ? '<td class="' + one.kind + '">' + one.html + "</td>" : '<td class="number">' + esc(one) + "</td>";
        }).join("") + "</tr>";
      }).join("") + "</tbody>";
  }
  function bar(long) { return { kind: "bar", html: '<span style="--long:' + (100 * Math.max(0, Math.min(1, long))).toFixed(1) + '%"></span>' }; }
  function none() { table.className = ""; table.innerHTML = "<tbody><tr><td>" + esc(words.no_figure) + "</td></tr></tbody>"; chart.hidden = true; }
  function draw(spec, list, label) { chart.hidden = false; accord.draw(chart, spec, list, "money", label); }
  function of(slice) { return rows.filter(function (row) { return row[0] === slice; }); }
  function heat(value, most) { return '<td style="--h:' + (most ? (value / most).toFixed(3) : 0) + '">'; }

  /* From one stock to another: `steps` are [name, movement]. */
  function waterfall(from, steps, to, label) {
    var list = [{ name: from[0], start: 0, end: from[1], top: from[1], kind: "stock", text: money(from[1]) }], level = from[1];
    steps.forEach(function (step) {
      var next = level + step[1];
      list.push({ name: step[0], start: level, end: next, top: Math.max(level, next), kind: step[2] || (step[1] >= 0 ? "up" : "down"), text: (step[1] > 0 ? "+" : "") + money(step[1]) });
      level = next;
    });
    list.push({ name: to[0], start: 0, end: to[1], top: to[1], kind: "stock", text: money(to[1]) });
    filled([words.step, words.value], list.map(function (one) { return [one.name, one.text]; }));
    draw("waterfall", list, label);
  }

  var ANALYSES = {
    funnel: {
      setup: function () {
        var months = unique(rows.map(function (row) { return row[1]; })).sort();
        var options = [3, 6, 12, 24, 36].map(function (n) { return ["last" + n, words.last_months.replace("{}", n)]; });
        select("span", words.leads_of, options.concat(months.slice().reverse().map(function (one) { return [one, month(one)]; })), "last12");
        this.months = months;
      },
      show: function () {
        var span = chosen("span"), months = span.startsWith("last") ? this.months.slice(-Number(span.slice(4))) : [span];
        var found = of(chosen("slice")).filter(function (row) { return months.includes(row[1]); });
        if (!found.length) { none(); return; }
        var stages = [words.stage_lead, words.stage_mql, words.stage_sql, words.stage_opportunity, words.stage_customer];
        var totals = stages.map(function (_, i) { return sum(found.map(function (row) { return row[2 + i]; })); });
        filled([words.stage, words.count, "", words.of_leads, words.of_before, words.dropped], stages.map(function (stage, i) {
          var before = i ? totals[i - 1] : null;
          return [stage, count(totals[i]), bar(totals[i] / totals[0]), rate(totals[i] / totals[0]),
            before ? rate(totals[i] / before) : "–", before ? "\u2212" + count(Math.max(before - totals[i], 0)) : "–"];
        }), "bars");
        chart.hidden = true;
      }
    },
    pipeline: {
      setup: function () {
        this.days = unique(rows.map(function (row) { return row[1]; })).sort();
        var options = this.days.slice().reverse().map(function (one) { return [one, day(one)]; });
        select("from", words.from, options, this.days[Math.max(this.days.length - 4, 0)]);
        select("to", words.to, options, this.days[this.days.length - 1]);
      },
      show: function () {
        var from = chosen("from"), to = chosen("to"), found = of(chosen("slice"));
        if (from > to) { var swap = from; from = to; to = swap; }
        var stock = function (until) { return sum(found.filter(function (row) { return row[1] <= until; }).map(function (row) { return row[3]; })); };
        var steps = ["created", "came", "raised", "lowered", "won", "lost", "went"].map(function (part) {
          return [words["pipeline_" + part], sum(found.filter(function (row) { return row[2] === part && row[1] > from && row[1] <= to; }).map(function (row) { return row[3]; })), part === "won" ? "won" : ""];
        }).filter(function (step) { return Math.abs(step[1]) >= 0.005; });
        if (!found.length) { none(); return; }
        waterfall([day(from), stock(from)], steps, [day(to), stock(to)], words.a_pipeline + ", " + day(from) + " – " + day(to));
      }
    },
    attribution: {
      setup: function () {
        var spans = unique(rows.map(function (row) { return row[1] + "/" + row[2]; }));
        var order = { quarter: 0, year: 1, month: 2 };
        spans.sort(function (a, b) {
          var x = a.split("/"), y = b.split("/");
          return order[x[0]] - order[y[0]] || (x[1] < y[1] ? 1 : -1);
        });
        select("span", words.period, spans.map(function (one) { var parts = one.split("/"); return [one, period(parts[0], parts[1])]; }), spans[1] || spans[0]);
      },
      show: function () {
        var span = chosen("span").split("/");
        var found = rows.filter(function (row) { return row[1] === span[0] && row[2] === span[1]; });
        if (!found.length) { none(); return; }
        var models = ["first_touch", "last_touch", "linear", "time_decay", "position_based", "w_shaped", "markov"].filter(function (model) {
          return found.some(function (row) { return row[0] === model; });
        });
        var value = function (channel, model) { var hit = found.find(function (row) { return row[3] === channel && row[0] === model; }); return hit ? hit[4] : 0; };
        var channels = unique(found.map(function (row) { return row[3]; })).sort(function (a, b) { return value(b, "linear") - value(a, "linear"); });
        filled([words.channel].concat(models.map(function (model) { return words["model_" + model]; })),
          channels.map(function (channel) { return [member("channel/" + channel)].concat(models.map(function (model) { return money(value(channel, model)); })); }));
        var list = [];
        channels.forEach(function (channel) { models.forEach(function (model) {
          list.push({ name: member("channel/" + channel), group: words["model_" + model], value: value(channel, model), text: money(value(channel, model)) });
        }); });
        draw("grouped", list, words.a_attribution + ", " + period(span[0], span[1]));
      }
    },
    cohorts: {
      setup: function () {},
      show: function () {
        if (!rows.length) { none(); return; }
        var most = Math.max.apply(null, rows.map(function (row) { return row[1]; }));
        var heads = Array.from({ length: most + 1 }, function (_, i) { return String(i); });
        table.className = "heat";
        table.innerHTML = '<thead><tr><th scope="col">' + esc(words.first_win) + '</th><th scope="col">' + esc(words.customers) + "</th>" +
          heads.map(function (one) { return '<th scope="col">' + one + "</th>"; }).join("") + "</tr></thead><tbody>" +
          unique(rows.map(function (row) { return row[0]; })).map(function (cohort) {
            var own = rows.filter(function (row) { return row[0] === cohort; });
            return '<tr><th scope="row">' + esc(month(cohort)) + "</th><td>" + esc(count(own[0][2])) + "</td>" + heads.map(function (_, i) {
              var hit = own.find(function (row) { return row[1] === i; });
              return hit ? heat(Math.pow(hit[3] / hit[2], 2), 1) + esc(tools.percent(String(Math.round(100 * hit[3] / hit[2])))) + "</td>" : "<td></td>";
            }).join("") + "</tr>";
          }).join("") + "</tbody>";
        chart.hidden = true;
      }
    },
    mrr: {
      setup: function () {
        this.months = unique(rows.map(function (row) { return row[2]; })).sort();
        var options = this.months.slice().reverse().map(function (one) { return [one, period("month", one)]; });
        select("from", words.from_end, options, this.months[Math.max(this.months.length - 5, 0)]);
        select("to", words.to_end, options, this.months[this.months.length - 1]);
      },
      show: function () {
        var from = chosen("from"), to = chosen("to"), found = of(chosen("slice"));
        if (from > to) { var swap = from; from = to; to = swap; }
        var stock = function (at) { var hit = found.find(function (row) { return row[1] === "" && row[2] === at; }); return hit ? hit[3] : 0; };
        if (!found.length) { none(); return; }
        var sign = { "new": 1, expansion: 1, reactivated: 1, transferred: 1, contraction: -1, churned: -1 };
        var steps = Object.keys(sign).map(function (part) {
          return [words["mrr_" + part], sign[part] * sum(found.filter(function (row) { return row[1] === part && row[2] > from && row[2] <= to; }).map(function (row) { return row[3]; }))];
        }).filter(function (step) { return Math.abs(step[1]) >= 0.005; });
        waterfall([period("month", from), stock(from)], steps, [period("month", to), stock(to)], words.a_mrr + ", " + period("month", from) + " – " + period("month", to));
      }
    },
    forecast: {
      setup: function () { select("span", words.grain, [["month", words.month], ["quarter", words.quarter]], "month"); },
      show: function () {
        var grain = chosen("span"), found = of(chosen("slice")).filter(function (row) { return row[1] === grain; });
        if (!found.length) { none(); return; }
        var last = found.length - 1;
        filled([words.period, words.forecast, words.range, words.actual, words.quota, words.reached_quota], found.map(function (row, i) {
          return [period(grain, row[2]) + (i === last ? " (" + words.in_progress + ")" : ""), money(row[3]), money(row[4]) + " – " + money(row[5]), money(row[6]),
            row[8] ? money(row[8]) : "–", row[8] ? rate(row[6] / row[8]) : "–"];
        }).reverse());
        draw("forecast", found.map(function (row) {
          return { name: period(grain, row[2]), forecast: row[3], low: row[4], high: row[5], actual: row[6], quota: row[8] || null,
            text: words.actual + " " + money(row[6]) + ", " + words.forecast + " " + money(row[3]) };
        }), words.a_forecast);
      }
    },
    quota: {
      setup: function () {
        var spans = unique(rows.map(function (row) { return row[0] + "/" + row[1]; })), order = { month: 1, quarter: 0, year: 2 };
        spans.sort(function (a, b) { var x = a.split("/"), y = b.split("/"); return order[x[0]] - order[y[0]] || (x[1] < y[1] ? 1 : -1); });
        select("span", words.period, spans.map(function (one) { var parts = one.split("/"); return [one, period(parts[0], parts[1])]; }), spans[0]);
      },
      show: function () {
        var span = chosen("span").split("/");
        var found = rows.filter(function (row) { return row[0] === span[0] && row[1] === span[1]; }).sort(function (a, b) {
          return (a[2] === "total") - (b[2] === "total") || b[3] - a[3];
        });
        if (!found.length) { none(); return; }
        filled([words.team, words.attainment, "", words.revenue, words.quota, words.missing_amount, words.status], found.map(function (row) {
          return [row[2] === "total" ? words.everything : member("team/" + row[2]), rate(row[3]), bar(row[3] / Math.max(1, Math.max.apply(null, found.map(function (one) { return one[3]; })))),
            money(row[4]), money(row[5]), money(Math.max(row[5] - row[4], 0)), { kind: "", html: tools.badge(row[7] in { green: 1, orange: 1, red: 1 } ? row[7] : "none") }];
        }), "bars");
        chart.hidden = true;
      }
    },
    tickets: {
      setup: function () { select("span", words.period, [["0", words.last_weeks.replace("{}", 4)], ["1", words.last_weeks.replace("{}", 13)], ["2", words.last_weeks.replace("{}", 52)]], "1"); },
      show: function () {
        var column = 3 + Number(chosen("span")), found = of(chosen("slice"));
        if (!found.length) { none(); return; }
        var grid = {}, most = 0;
        found.forEach(function (row) { grid[row[1] + "/" + row[2]] = row[column]; most = Math.max(most, row[column]); });
        var days = Array.from({ length: 7 }, function (_, i) { return new Intl.DateTimeFormat(tools.lang, { weekday: "long", timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, 1 + i))); });
        var hours = Array.from({ length: 24 }, function (_, i) { return i; });
        table.className = "heat";
        table.innerHTML = '<thead><tr><th scope="col">' + esc(words.day) + "</th>" + hours.map(function (h) { return '<th scope="col">' + h + "</th>"; }).join("") + '<th scope="col">' + esc(words.sum) + "</th></tr></thead><tbody>" +
          days.map(function (name_, d) {
            var own = hours.map(function (h) { return grid[d + 1 + "/" + h] || 0; });
            return '<tr><th scope="row">' + esc(name_) + "</th>" + own.map(function (value) { return heat(value, most) + (value ? esc(count(value)) : "") + "</td>"; }).join("") + "<td><strong>" + esc(count(sum(own))) + "</strong></td></tr>";
          }).join("") + "</tbody>";
        chart.hidden = true;
      }
    }
  };

  var analysis = ANALYSES[name];
  analysis.setup();
  form.hidden = !form.querySelector("select");
  function show() { analysis.show(); $("said").textContent = words.filtered + words.colon + " " + Array.from(form.querySelectorAll("select")).map(function (one) { return one.selectedOptions[0] ? one.selectedOptions[0].textContent : ""; }).join(", "); }
  form.addEventListener("change", show);
  form.addEventListener("reset", function () { setTimeout(show, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  document.addEventListener("accord-theme", show);
  show();
})();

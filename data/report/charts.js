// The pictures of the report: functions from data to the text of an SVG, one a picture, over D3's scales, ticks, shapes
// and formats. They run when the report is written, in an engine without a DOM (ES5). All numbers that are read as
// words come as finished text; what is a number here is geometry. Each mark of the data has the class "mark" and a
// title, which is its tooltip.
var charts = (function () {
    'use strict';

    var width = 440;
    var em = 13;  // of the text, as in chart.css
    var small = 11;

    function escaped(text) {
        return String(text)
            .replace(/&/g, '&amp;')
            .replace(/</g, '&lt;')
            .replace(/>/g, '&gt;')
            .replace(/"/g, '&quot;')
            .replace(/'/g, '&#39;');
    }

    function number(value) {
        return isFinite(value) ? String(Math.round(value * 100) / 100) : '0';
    }

    // children: finished markup.
    function element(name, attributes, children) {
        var out = '<' + name;
        Object.keys(attributes).forEach(function (key) {
            var value = attributes[key];
            if (value === null || value === undefined) return;
            out += ' ' + key + '="' + escaped(typeof value === 'number' ? number(value) : value) + '"';
        });
        if (children === undefined || children === '') return out + '/>';
        return out + '>' + (Array.isArray(children) ? children.join('') : children) + '</' + name + '>';
    }

    function text(x, y, kind, words, anchor) {
        return element('text', {x: x, y: y, 'class': kind, 'text-anchor': anchor}, escaped(words));
    }

    function title(words) {
        return element('title', {}, escaped(words));
    }

    function mark(kind, tip, children, more) {
        var attributes = {'class': 'mark ' + kind};
        Object.keys(more || {}).forEach(function (key) { attributes[key] = more[key]; });
        return element('g', attributes, title(tip) + children);
    }

    function rect(x, y, w, h, kind, radius) {
        return element('rect', {x: x, y: y, width: Math.max(w, 0), height: Math.max(h, 0), rx: radius, 'class': kind});
    }

    function line(x1, y1, x2, y2, kind) {
        return element('line', {x1: x1, y1: y1, x2: x2, y2: y2, 'class': kind});
    }

    function is_wide(code) {
        return (code >= 0x1100 && code < 0x1160) || (code >= 0x2E80 && code < 0xD7B0) ||
            (code >= 0xD800 && code < 0xDC00) || (code >= 0xF900 && code < 0xFB00) || (code >= 0xFE30 && code < 0xFE70) ||
            (code >= 0xFF00 && code < 0xFF61) || code >= 0x1F000;
    }

    var narrow = {' ': 0.33, ',': 0.33, '.': 0.33, '-': 0.38, '(': 0.4, ')': 0.4, '\'': 0.3, i: 0.3, j: 0.3, l: 0.3, f: 0.38, t: 0.4, '%': 0.95};

    // There is nobody to measure text here: wide characters are an em, the others as in a font that runs wide.
    function text_width(words, size) {
        var ems = 0;
        for (var i = 0; i < words.length; ++i) {
            var code = words.charCodeAt(i);
            if (code >= 0xDC00 && code < 0xE000) continue;  // counted with the half before it
            ems += is_wide(code) ? 1 : code < 0x7F ? narrow[words.charAt(i)] || (code < 0x5B ? 0.65 : 0.6) : 0.6;
        }
        return ems * (size || em);
    }

    // The words, or as much of them as there is room for.
    function fitted(words, room, size) {
        if (text_width(words, size) <= room) return words;
        var end = words.length;
        while (end > 1 && text_width(words.slice(0, end) + '\u2026', size) > room) --end;
        var last = words.charCodeAt(end - 1);
        if (last >= 0xD800 && last < 0xDC00) --end;  // no half of a pair
        // What opened an isolated piece of text must be closed.
        return words.slice(0, end) + '\u2026' + (words.charAt(0) === '\u2068' ? '\u2069' : '');
    }

    function trimmed(value, digits) {
        return String(Number(value.toPrecision(digits)));
    }

    // As in 950, 12k, 3.4M; in Chinese in steps of ten thousand.
    function short_number(value, language) {
        var size = Math.abs(value);
        var steps = language === 'zh' ? [[1e8, '\u4ebf'], [1e4, '\u4e07']] : [[1e9, 'bn'], [1e6, 'M'], [1e4, 'k', 1e3]];
        for (var i = 0; i < steps.length; ++i) {
            if (size >= steps[i][0]) {
                var scaled = value / (steps[i][2] || steps[i][0]);
                return (Math.abs(scaled) >= 1000 ? d3.format(',.0f')(scaled) : trimmed(scaled, 3)) + steps[i][1];
            }
        }
        if (size >= 1000) return d3.format(',.0f')(value);
        return size >= 100 ? d3.format('.0f')(value) : trimmed(value, 3);
    }

    function minimum(values) {
        return Math.min(0, d3.min(values) || 0);
    }
    function maximum(values) {
        return Math.max(0, d3.max(values) || 0);
    }

    // file: for a picture that is a file of its own, its style sheet and description.
    function picture(data, height, body) {
        var attributes = {
            xmlns: 'http://www.w3.org/2000/svg',
            viewBox: '0 0 ' + width + ' ' + number(height),
            'class': 'chart',
            role: 'img',
            lang: data.language,
            'aria-label': data.file ? null : data.label
        };
        var before = '';
        if (data.file) {
            attributes.width = width * 2;
            attributes.height = height * 2;
            before = title(data.title) + element('desc', {}, escaped(data.label)) +
                element('style', {}, escaped(data.file)) + rect(0, 0, width, height, 'paper');
        }
        return element('svg', attributes, before + body.join(''));
    }

    // Two bars a segment, side by side: its customers and its money.
    function segments(data) {
        var panels = data.has_money ? [{key: 'customers', from: 0, to: 208}, {key: 'money', from: 232, to: width}]
                                    : [{key: 'customers', from: 0, to: width}];
        var row_height = Math.max(46, Math.min(62, 250 / data.rows.length));
        var bar_height = row_height - 28;
        var top = 26;
        var body = [];
        panels.forEach(function (panel, p) {
            var values = data.rows.map(function (row) { return row[panel.key]; });
            var low = minimum(values);
            var high = maximum(values);
            var scale = d3.scale.linear().domain([low, high === low ? low + 1 : high]).range([panel.from, panel.to]);
            body.push(text(panel.from, 11, 'axis-title', data.words[panel.key]));
            // Behind the bar, or in it where it is long. Where there is a row with room in neither place, all are short.
            var ends = function (row) { return [scale(Math.min(0, row[panel.key])), scale(Math.max(0, row[panel.key]))]; };
            var is_short = data.rows.some(function (row) {
                var room = text_width(row[panel.key + '_text'], small) + 8;
                return ends(row)[1] + room > panel.to && ends(row)[1] - ends(row)[0] < room;
            });
            data.rows.forEach(function (row, i) {
                var y = top + i * row_height;
                var start = ends(row)[0];
                var size = Math.max(ends(row)[1] - start, row[panel.key] === 0 ? 0 : 1.5);
                var words = row[panel.key + '_text'];
                if (is_short) words = short_number(row[panel.key], data.language) + ' \u00b7 ' + row[panel.key + '_share'];
                var room = text_width(words, small) + 8;
                var middle = y + 18 + bar_height / 2 + 4;
                var figure = start + size + room <= panel.to ? text(start + size + 6, middle, 'figure', words)
                                                             : text(start + size - 6, middle, 'figure-inside', words, 'end');
                body.push(mark('bar ' + (p === 0 ? 'first' : 'second'), row.tip,
                    rect(panel.from, y, panel.to - panel.from, row_height - 4, 'touch') +
                    rect(start, y + 18, size, bar_height, 'fill', 2) + figure));
                if (p === 0) body.push(text(0, y + 12, 'name', fitted(row.name, width, em)));
            });
            if (low < 0) body.push(line(scale(0), top + 14, scale(0), top + data.rows.length * row_height - 8, 'base'));
        });
        return picture(data, top + data.rows.length * row_height, body);
    }

    // Customers by recency and frequency score; the darker, the more.
    function heatmap(data) {
        var bins = data.bins;
        var left = 52;
        var top = 6;
        var w = (width - left) / bins;
        var h = bins <= 5 ? 62 : bins === 6 ? 52 : 34;
        var most = maximum(data.cells.map(function (cell) { return cell.customers; }));
        var level = function (customers) {
            return customers === 0 ? 0 : 1 + Math.min(5, Math.floor(Math.sqrt(customers / most) * 6));
        };
        var body = [];
        data.cells.forEach(function (cell) {
            var x = left + (cell.f - 1) * w;
            var y = top + (bins - cell.r) * h;
            var q = level(cell.customers);
            var size = bins <= 6 ? em : small;
            var is_two = bins <= 6 && cell.customers > 0 && data.has_money;
            var inside = rect(x + 1, y + 1, w - 2, h - 2, 'cell-fill', 3);
            var words = cell.customers_text;
            if (text_width(words, size) > w - 6) words = short_number(cell.customers, data.language);
            inside += text(x + w / 2, y + h / 2 + (is_two ? -1 : 5), size === em ? 'cell-figure' : 'cell-figure-small', words, 'middle');
            if (is_two) inside += text(x + w / 2, y + h / 2 + 15, 'cell-money', short_number(cell.mean, data.language), 'middle');
            body.push(mark('cell q' + q, cell.tip, inside));
        });
        var bottom = top + bins * h;
        for (var i = 1; i <= bins; ++i) {
            body.push(text(left - 8, top + (bins - i) * h + h / 2 + 4, 'tick', 'R ' + i, 'end'));
            body.push(text(left + (i - 0.5) * w, bottom + 16, 'tick', 'F ' + i, 'middle'));
        }
        body.push(text(left + (width - left) / 2, bottom + 36, 'axis-title', data.words.frequency, 'middle'));
        var middle = top + bins * h / 2;
        body.push(element('text', {
            x: 10, y: middle, 'class': 'axis-title', 'text-anchor': 'middle',
            transform: 'rotate(-90 10 ' + number(middle) + ')'
        }, escaped(data.words.recency)));
        return picture(data, bottom + 44, body);
    }

    // How many have each value, with the cut points between the scores as lines.
    function histogram(data) {
        var bars = data.bars;
        var closed = bars.filter(function (bar) { return bar.from !== null && bar.to !== null; });
        var step = closed.length > 0 ? closed[0].to - closed[0].from : 1;
        var low = closed.length > 0 ? closed[0].from : bars.length > 0 && bars[0].to !== null ? bars[0].to : 0;
        var high = closed.length > 0 ? closed[closed.length - 1].to : low;
        var start = bars.length > 0 && bars[0].from === null ? low - step : low;
        var end = bars.length > 0 && bars[bars.length - 1].to === null ? high + step : high;
        if (end <= start) end = start + step;
        var most = maximum(bars.map(function (bar) { return bar.customers; }));
        var count_ticks = d3.scale.linear().domain([0, most || 1]).ticks(4).filter(function (n) { return n === Math.floor(n); });
        var left = 8 + d3.max([1].concat(count_ticks).map(function (n) { return text_width(short_number(n, data.language), small); }));
        var right = width - 6;
        var x = d3.scale.linear().domain([start, end]).range([left, right]);
        // A cut point where the bars are open has no place of its own.
        var place = function (at) {
            return at <= low && start < low ? x((start + low) / 2) : at > high && end > high ? x((high + end) / 2) : x(Math.max(start, Math.min(end, at)));
        };

        // The values of the cut points stand above, in as many rows as keep them apart.
        var rows = [];
        var labels = [];
        var seen = {};
        data.cuts.forEach(function (cut) {
            if (seen[cut.text]) return;
            seen[cut.text] = true;
            var room = text_width(cut.text, small) + 8;
            var at = Math.max(left + room / 2 - 4, Math.min(right - room / 2 + 4, place(cut.at)));
            var row = 0;
            while (row < rows.length && rows[row] > at - room / 2) ++row;
            rows[row] = at + room / 2;
            labels.push({x: at, row: row, text: cut.text});
        });
        var labels_top = 32;
        var top = labels_top + Math.max(1, rows.length) * 14;
        var bottom = top + 150;
        var y = d3.scale.linear().domain([0, most || 1]).range([bottom, top + 4]);

        var body = [];
        // Bands of the scores.
        var edges = [left].concat(data.cuts.map(function (cut) { return place(cut.at); })).concat([right]);
        var last_label = -100;
        data.bands.forEach(function (band, i) {
            var from = edges[i];
            var to = edges[i + 1];
            if (to - from < 0.5) return;
            body.push(rect(from, 2, to - from, bottom - 2, i % 2 === 0 ? 'band even' : 'band odd'));
            var words = to - from >= text_width(band.long, small) + 4 ? band.long : band.text;
            var half = text_width(words, small) / 2;
            var at = Math.max(half, Math.min((from + to) / 2, width - half));
            if (at - half < last_label + 2) return;
            body.push(text(at, 15, 'band-name', words, 'middle'));
            last_label = at + half;
        });
        count_ticks.forEach(function (n) {
            body.push(line(left, y(n), right, y(n), n === 0 ? 'base' : 'grid'));
            body.push(text(left - 6, y(n) + 4, 'tick', short_number(n, data.language), 'end'));
        });
        var gap = bars.length > 30 ? 0.5 : 1;
        bars.forEach(function (bar) {
            var from = x(bar.from === null ? low - step : bar.from);
            var to = x(bar.to === null ? high + step : bar.to);
            var height = bar.customers === 0 ? 0 : Math.max(1, bottom - y(bar.customers));
            body.push(mark(bar.from === null || bar.to === null ? 'bar first open' : 'bar first', bar.tip,
                rect(from, top, to - from, bottom - top, 'touch') +
                rect(from + gap, bottom - height, to - from - 2 * gap, height, 'fill')));
        });
        data.cuts.forEach(function (cut, i) {
            var label = labels.filter(function (l) { return l.text === cut.text; })[0];
            body.push(element('line', {
                x1: place(cut.at), x2: place(cut.at), y1: labels_top + label.row * 14 + 2, y2: bottom, 'class': 'cut', 'data-cut': i + 1
            }, title(cut.tip)));
        });
        labels.forEach(function (label) { body.push(text(label.x, labels_top + label.row * 14 - 2, 'cut-name', label.text, 'middle')); });

        // The axis of values. Whole numbers that have a bar each stand below its middle.
        var is_discrete = data.is_whole && step === 1;
        var taken = [];
        var add_tick = function (at, words) {
            var half = text_width(words, small) / 2;
            at = Math.max(half, Math.min(at, width - half));
            if (taken.some(function (t) { return at + half + 6 > t[0] && at - half - 6 < t[1]; })) return;
            taken.push([at - half, at + half]);
            body.push(text(at, bottom + 16, 'tick', words, 'middle'));
        };
        if (end > high) add_tick((x(high) + x(end)) / 2, '\u2265 ' + short_number(high, data.language));
        if (start < low) add_tick((x(start) + x(low)) / 2, '< ' + short_number(low, data.language));
        var ticks = d3.scale.linear().domain([low, high]).ticks(7);
        if (is_discrete) ticks.unshift(low);
        ticks.forEach(function (value) {
            if (value < low || value > high) return;
            if (is_discrete && (value !== Math.floor(value) || value >= high)) return;
            add_tick(x(is_discrete ? value + 0.5 : value), short_number(value, data.language));
        });
        body.push(text((left + right) / 2, bottom + 36, 'axis-title', data.words.values, 'middle'));
        return picture(data, bottom + 44, body);
    }

    // How much of the money the best customers bring.
    function pareto(data) {
        var left = 54;
        var right = width - 8;
        var top = 12;
        var bottom = 262;
        var shares = data.points.map(function (point) { return point.share; });
        var x = d3.scale.linear().domain([0, 100]).range([left, right]);
        var y = d3.scale.linear().domain([minimum(shares), Math.max(100, maximum(shares))]).range([bottom, top]);
        var points = [{percent: 0, share: 0}].concat(data.points);
        var body = [];
        y.ticks(5).forEach(function (value) {
            body.push(line(left, y(value), right, y(value), value === 0 ? 'base' : 'grid'));
            body.push(text(left - 6, y(value) + 4, 'tick', value + '%', 'end'));
        });
        [0, 20, 40, 60, 80, 100].forEach(function (value) {
            body.push(text(x(value), bottom + 16, 'tick', value + '%', value === 100 ? 'end' : 'middle'));
        });
        var across = function (point) { return x(point.percent); };
        body.push(element('path', {
            'class': 'area',
            d: d3.svg.area().x(across).y0(y(0)).y1(function (point) { return y(point.share); })(points)
        }));
        body.push(line(x(0), y(0), x(100), y(100), 'even-line'));
        body.push(element('path', {
            'class': 'curve',
            d: d3.svg.line().x(across).y(function (point) { return y(point.share); })(points)
        }));
        var best = data.points.filter(function (point) { return point.is_best; })[0];
        if (best) {
            body.push(line(x(best.percent), bottom, x(best.percent), y(best.share), 'cut'));
            body.push(line(left, y(best.share), x(best.percent), y(best.share), 'cut'));
        }
        data.points.forEach(function (point, i) {
            var from = x(points[i].percent);  // of the point before
            body.push(mark('point' + (point.is_best ? ' best' : ''), point.tip,
                rect(from, top, x(point.percent) - from, bottom - top, 'touch') +
                element('circle', {cx: x(point.percent), cy: y(point.share), r: point.is_best ? 5 : 3.5, 'class': 'dot'})));
        });
        if (best) {
            // Below the curve, where there is room; beside the dot.
            var at = Math.min(x(best.percent) + 12, right - text_width(data.words.best, em));
            body.push(text(at, Math.min(bottom - 12, y(best.share) + 24), 'name on-area', data.words.best));
        }
        body.push(text((left + right) / 2, bottom + 36, 'axis-title', data.words.customers, 'middle'));
        body.push(element('text', {
            x: 10, y: (top + bottom) / 2, 'class': 'axis-title', 'text-anchor': 'middle',
            transform: 'rotate(-90 10 ' + number((top + bottom) / 2) + ')'
        }, escaped(data.words.money)));
        return picture(data, bottom + 44, body);
    }

    // Customers from their old segment, on the left, to their new one, on the right.
    function flows(data) {
        var least = 32;  // two lines of words
        var gap = 8;
        var top = 28;
        var left = 118;
        var right = width - 118;
        var total = d3.sum(data.bands.map(function (band) { return band.customers; }));
        var unit = 300 / (total || 1);
        var pile = function (nodes) {
            var y = top;
            nodes.forEach(function (node) {
                var size = node.customers * unit;
                var room = Math.max(size, least);
                node.y = y + (room - size) / 2;
                node.size = size;
                node.middle = y + room / 2;
                node.used = 0;
                y += room + gap;
            });
            return y;
        };
        var height = Math.max(pile(data.from), pile(data.to));
        var body = [text(0, 12, 'axis-title', data.words.before), text(width, 12, 'axis-title', data.words.now, 'end')];
        data.bands.forEach(function (band) {
            var from = data.from[band.from];
            var to = data.to[band.to];
            var size = band.customers * unit;
            var y0 = from.y + from.used;
            var y1 = to.y + to.used;
            from.used += size;
            to.used += size;
            var drawn = Math.max(size, 0.75);
            var bend = (left + right) / 2;
            var d = 'M' + [left + 6, y0].map(number).join(',') + 'C' + [bend, y0, bend, y1, right - 6, y1].map(number).join(',') +
                'v' + number(drawn) + 'C' + [bend, y1 + drawn, bend, y0 + drawn, left + 6, y0 + drawn].map(number).join(',') + 'Z';
            body.push(mark('flow ' + band.kind, band.tip, element('path', {d: d, 'class': 'flow-fill'})));
        });
        var draw = function (nodes, is_left) {
            var x = is_left ? left : right - 6;
            nodes.forEach(function (node) {
                body.push(rect(x, node.y, 6, Math.max(node.size, 1), 'node'));
                var at = is_left ? left - 8 : right + 8;
                var anchor = is_left ? 'end' : 'start';
                body.push(text(at, node.middle - 2, 'name', fitted(node.name, 106, em), anchor));
                body.push(text(at, node.middle + 13, 'figure', node.text, anchor));
            });
        };
        draw(data.from, true);
        draw(data.to, false);
        return picture(data, height, body);
    }

    return {segments: segments, heatmap: heatmap, histogram: histogram, pareto: pareto, flows: flows};
})();

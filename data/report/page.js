// Tooltips for the marks of the pictures: with a mouse, a finger, or the arrow keys. Without this script the page has
// the same words in its tables and in the titles of the marks.
(function () {
    'use strict';
    var tip = document.createElement('div');
    tip.id = 'tip';
    tip.hidden = true;
    tip.setAttribute('role', 'status');
    document.body.appendChild(tip);
    var active = null;

    function hide() {
        if (active) active.classList.remove('active');
        active = null;
        tip.hidden = true;
    }

    function show(mark, x, y) {
        if (active && active !== mark) active.classList.remove('active');
        active = mark;
        mark.classList.add('active');
        tip.textContent = mark.getAttribute('data-tip');
        tip.hidden = false;
        var size = tip.getBoundingClientRect();
        tip.style.left = Math.max(6, Math.min(x + 14, window.innerWidth - size.width - 6)) + 'px';
        tip.style.top = Math.max(6, y - size.height - 12 < 6 ? y + 18 : y - size.height - 12) + 'px';
    }

    function show_by_key(mark) {
        var box = mark.getBoundingClientRect();
        show(mark, box.left + box.width / 2 - 14, Math.max(box.top + Math.min(box.height, 24) / 2, 20));
    }

    Array.prototype.forEach.call(document.querySelectorAll('svg.chart'), function (chart) {
        var marks = Array.prototype.slice.call(chart.querySelectorAll('.mark'));
        marks.forEach(function (mark) {
            var title = mark.querySelector('title');
            if (!title) return;
            mark.setAttribute('data-tip', title.textContent);
            mark.removeChild(title);  // else the browser shows it as well
            mark.addEventListener('pointermove', function (event) { show(mark, event.clientX, event.clientY); });
            mark.addEventListener('pointerdown', function (event) { show(mark, event.clientX, event.clientY); });
        });
        chart.addEventListener('pointerleave', function (event) { if (event.pointerType === 'mouse') hide(); });
        if (marks.length === 0) return;
        chart.setAttribute('tabindex', '0');
        var place = -1;
        chart.addEventListener('keydown', function (event) {
            var step = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1}[event.key];
            if (event.key === 'Escape') hide();
            if (!step) return;
            event.preventDefault();
            place = Math.max(0, Math.min(marks.length - 1, place + step));
            show_by_key(marks[place]);
        });
        chart.addEventListener('blur', function () { place = -1; hide(); });
    });
    document.addEventListener('pointerdown', function (event) {
        if (!event.target.closest || !event.target.closest('.mark')) hide();
    });
    window.addEventListener('scroll', function () { if (active && document.activeElement !== active.ownerSVGElement) hide(); }, {passive: true});
})();

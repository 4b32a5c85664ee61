package io.gavel.chaos.drill;

import java.util.List;

/** The report as one page that needs nothing else: a table of drills, and for each round what happened when. */
final class DrillPage
{
    static final String STYLE = """
        body{font:15px/1.45 system-ui,sans-serif;margin:2em auto;max-width:70em;padding:0 1em}
        body{color:#1b2733;background:#fff}
        h1{font-size:1.5em}h2{font-size:1.2em;margin-top:2em;border-top:1px solid #ccd4dc;padding-top:1em}
        table{border-collapse:collapse;width:100%;margin:.8em 0}
        th,td{text-align:left;padding:.25em .6em;border-bottom:1px solid #e3e8ed;vertical-align:top}
        td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
        code{background:#f1f4f7;padding:.1em .3em;border-radius:3px}
        .good{color:#0a6b2d}.bad{color:#b00020;font-weight:600}.skipped{color:#7a5b00}
        svg{width:100%;height:34px;display:block}
        @media(prefers-color-scheme:dark){body{color:#dde5ec;background:#12181f}th,td{border-color:#2b3640}
        code{background:#1f2933}.good{color:#5fd38d}.bad{color:#ff7a8a}.skipped{color:#e0bb52}h2{border-color:#2b3640}}
        """;

    private final DrillReport report;
    private final StringBuilder html = new StringBuilder();

    DrillPage(final DrillReport report)
    {
        this.report = report;
    }

    String html()
    {
        html.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
            .append("<meta name=\"viewport\" content=\"width=device-width\"><title>Gavel drills, seed ")
            .append(report.seed()).append("</title><style>").append(STYLE).append("</style></head><body>")
            .append("<h1>Drills: ").append(mark(report.isPassed(), "passed", "failed")).append("</h1><p><code>")
            .append(report.violations()).append("</code></p><p>Run it again by <code>")
            .append(escaped(report.command())).append("</code></p>");
        report.audits().forEach(audit -> html.append("<p>").append(escaped(audit.drills())).append(": ")
            .append(audit.faults().isEmpty() ? "" : "<span class=bad>failed</span>: ")
            .append(escaped(audit.text())).append("</p>"));
        summary();
        report.drills().stream().filter(drill -> drill.skipped() == null).forEach(this::drill);
        return html.append("</body></html>\n").toString();
    }

    private void summary()
    {
        html.append("<table><thead><tr><th>drill<th>result<th class=n>rounds<th class=n>median<th class=n>maximum")
            .append("<th class=n>bound<th>what it does</thead><tbody>");
        for (final DrillResult drill : report.drills())
        {
            html.append("<tr><td>");
            if (drill.skipped() != null)
            {
                html.append(drill.drill().name()).append("<td class=skipped>skipped<td><td><td><td><td>")
                    .append(escaped(drill.skipped()));
                continue;
            }
            html.append("<a href=\"#").append(drill.drill().name()).append("\">").append(drill.drill().name())
                .append("</a><td>").append(mark(drill.isPassed(), "passed", "failed"))
                .append("<td class=n>").append(drill.rounds().size())
                .append("<td class=n>").append(DrillReport.seconds(drill.median()))
                .append("<td class=n>").append(DrillReport.seconds(drill.maximum()))
                .append("<td class=n>").append(
                    DrillReport.seconds(drill.drill().bound().multipliedBy(drill.boundFactor())))
                .append("<td>").append(escaped(drill.drill().description()));
        }
        html.append("</tbody></table><p>Median and maximum are from the fault to the first answer of a command that ")
            .append("was sent after it.</p>");
    }

    private void drill(final DrillResult drill)
    {
        html.append("<h2 id=\"").append(drill.drill().name()).append("\">").append(drill.drill().name())
            .append("</h2><p>").append(escaped(drill.drill().description())).append("</p>");
        failures(drill.failures());
        html.append("<table><thead><tr><th class=n>round<th>result<th class=n>first new answer")
            .append("<th class=n>every broker<th class=n>commands<th class=n>events")
            .append("<th class=n>lost<th class=n>duplicated<th class=n>unresolved")
            .append("<th class=n>diverged<th class=n>took<th>state hash</thead><tbody>");
        for (final RoundResult round : drill.rounds())
        {
            html.append("<tr><td class=n>").append(round.round()).append("<td>")
                .append(mark(round.isGood(), "good", "failed"))
                .append("<td class=n>").append(times(round.firstAnswers()))
                .append("<td class=n>").append(times(round.allAnswers()))
                .append("<td class=n>").append(round.check() == null ? "" : round.check().commands())
                .append("<td class=n>").append(round.check() == null ? "" : round.check().events());
            for (final io.gavel.chaos.check.Violations.Kind kind : io.gavel.chaos.check.Violations.Kind.values())
            {
                html.append("<td class=n>").append(round.check() == null ? "?" : round.violations().count(kind));
            }
            html.append("<td class=n>").append(DrillReport.seconds(round.took())).append("<td><code>")
                .append(round.check() == null ? "" : round.check().stateHash()).append("</code>");
        }
        html.append("</tbody></table>");
        drill.rounds().forEach(this::timeline);
    }

    private static String times(final List<java.time.Duration> durations)
    {
        return String.join("<br>", durations.stream().map(DrillReport::seconds).toList());
    }

    private void failures(final List<String> failures)
    {
        if (!failures.isEmpty())
        {
            html.append("<ul>");
            failures.forEach(failure -> html.append("<li class=bad>").append(escaped(failure)));
            html.append("</ul>");
        }
    }

    private void timeline(final RoundResult round)
    {
        html.append("<details").append(round.isGood() ? "" : " open").append("><summary>round ")
            .append(round.round()).append(", seed ").append(round.seed()).append("</summary>");
        final long endMs = Math.max(1, round.took().toMillis());
        html.append("<svg viewBox=\"0 0 1000 34\" preserveAspectRatio=\"none\" role=\"img\" ")
            .append("aria-label=\"faults and answers\"><line x1=0 x2=1000 y1=17 y2=17 stroke=\"#8895a2\"/>");
        for (final Timeline.Entry entry : round.timeline())
        {
            final String color = switch (entry.kind())
            {
                case FAULT -> "#d1263f";
                case MEND -> "#2f7ed8";
                case ANSWER -> "#1d9a4b";
                case NOTE -> "#8895a2";
            };
            html.append("<rect x=\"").append(Math.min(994, entry.atMs() * 1000 / endMs)).append("\" y=\"")
                .append(entry.kind() == Timeline.Kind.NOTE ? 12 : 4).append("\" width=\"5\" height=\"")
                .append(entry.kind() == Timeline.Kind.NOTE ? 10 : 26).append("\" fill=\"").append(color)
                .append("\"><title>").append(entry.atMs()).append(" ms: ").append(escaped(entry.text()))
                .append("</title></rect>");
        }
        html.append("</svg><table><tbody>");
        round.timeline().forEach(entry -> html.append("<tr><td class=n>").append(entry.atMs()).append(" ms<td>")
            .append(entry.kind().name().toLowerCase(java.util.Locale.ROOT)).append("<td>")
            .append(escaped(entry.text())));
        html.append("</tbody></table></details>");
    }

    static String mark(final boolean isGood, final String good, final String bad)
    {
        return isGood ? "<span class=good>" + good + "</span>" : "<span class=bad>" + bad + "</span>";
    }

    static String escaped(final String text)
    {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}

package io.gavel.chaos.check;

import static io.gavel.chaos.check.Violations.Kind.DIVERGED;
import static io.gavel.chaos.check.Violations.Kind.DUPLICATED;
import static io.gavel.chaos.check.Violations.Kind.LOST;
import static io.gavel.chaos.check.Violations.Kind.UNRESOLVED;

import io.gavel.chaos.load.Answer;
import io.gavel.chaos.load.CommandKind;
import io.gavel.chaos.load.Journal;
import io.gavel.chaos.load.ReceivedReport;
import io.gavel.chaos.load.SentCommand;
import io.gavel.schema.ExecType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares a broker's journal with what the events say: every command that was answered is there once, as it was
 * answered; nothing is there that nobody sent; what was unknown to the broker is resolved, and truly so; and the
 * broker was told of every execution once, in order.
 */
final class JournalCheck
{
    private final Violations violations;

    JournalCheck(final Violations violations)
    {
        this.violations = violations;
    }

    void check(final Journal.Pages pages, final AnswerLog.Log log)
    {
        final String who = pages.journal().broker();
        pages.problems().forEach(problem -> violations.add(UNRESOLVED, problem));
        checkCommands(who, pages.commands(), new HashMap<>(log.executed()));
        checkReports(who, pages.reports(), log.reports());
    }

    private void checkCommands(
        final String who, final List<SentCommand> commands, final Map<Long, AnswerLog.Executed> executed)
    {
        final Set<Long> refused = new HashSet<>();
        for (final SentCommand command : commands)
        {
            final Answer answer = command.answer();
            if (command.isUnknown())
            {
                violations.add(UNRESOLVED, who + ": " + command + " has no answer" +
                    (command.failure() == null ? "" : ": " + command.failure()));
            }
            else if (command.isRefused())
            {
                refused.add(command.clOrdId());
            }
            else
            {
                checkAnswer(who, command, answer, executed.remove(answer.clientSeq()));
            }
        }
        executed.forEach((clientSeq, event) -> violations.add(
            refused.contains(event.clOrdId()) ? DUPLICATED : DIVERGED, who + ": event " + event.eventSeq() +
            " answers command " + clientSeq + " (" + event.execType() + ", clOrdId " + event.clOrdId() +
            (refused.contains(event.clOrdId()) ? "), which the broker was told was refused" :
            "), which the broker did not send or was not told of")));
    }

    private void checkAnswer(
        final String who, final SentCommand command, final Answer answer, final AnswerLog.Executed event)
    {
        if (event == null)
        {
            violations.add(LOST, who + ": " + command + " was answered as command " + answer.clientSeq() +
                " by event " + answer.eventSeq() + ", but no event answers it, or one answers two commands");
            return;
        }
        violations.check(event.eventSeq() == answer.eventSeq() && event.execType() == answer.execType() &&
            event.orderId() == answer.orderId() &&
            (!isOfNewId(command.kind(), event.execType()) || event.clOrdId() == command.clOrdId()), DIVERGED,
            who + ": " + command + " was answered by " + answer + ", but the event is " + event);
    }

    // What does not change an order tells of the order as it was.
    private static boolean isOfNewId(final CommandKind kind, final ExecType execType)
    {
        return kind != CommandKind.CANCEL && execType != ExecType.REPLACE_REJECTED;
    }

    private void checkReports(
        final String who, final List<ReceivedReport> received, final List<ReceivedReport> recorded)
    {
        long last = 0;
        int next = 0;
        for (final ReceivedReport report : received)
        {
            violations.check(report.reportSeq() > last, DUPLICATED, who + ": report " + report.reportSeq() +
                " was delivered behind report " + last);
            last = Math.max(last, report.reportSeq());
            while (next < recorded.size() && recorded.get(next).reportSeq() < report.reportSeq())
            {
                notDelivered(who, recorded.get(next++));
            }
            if (next < recorded.size() && recorded.get(next).reportSeq() == report.reportSeq())
            {
                violations.check(recorded.get(next).equals(report), DIVERGED, who + ": report " + report.reportSeq() +
                    " was delivered as " + report + ", recorded as " + recorded.get(next));
                next++;
            }
            else
            {
                violations.add(DIVERGED, who + ": report " + report.reportSeq() + " was delivered, and no event is it");
            }
        }
        while (next < recorded.size())
        {
            notDelivered(who, recorded.get(next++));
        }
    }

    private void notDelivered(final String who, final ReceivedReport report)
    {
        violations.add(LOST, who + ": report " + report.reportSeq() + " (event " + report.eventSeq() +
            ") was never delivered");
    }
}

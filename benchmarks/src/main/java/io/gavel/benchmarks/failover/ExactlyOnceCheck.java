package io.gavel.benchmarks.failover;

import io.gavel.client.Account;
import io.gavel.client.ExecutionReport;
import io.gavel.client.OpenOrder;
import io.gavel.schema.ExecType;
import io.gavel.schema.Side;
import io.gavel.venue.Money;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds what brokers sent and were told, what the venue says of them, and what a reader of market data saw against the
 * recorded events.
 */
final class ExactlyOnceCheck
{
    private static final int PROBLEMS_MAX = 100;

    private final RecordedOutcomes recorded;
    private final List<String> problems = new ArrayList<>();
    private long lost;
    private long duplicated;

    /**
     * A check that has found nothing yet.
     *
     * @param recorded all events of the venue.
     */
    ExactlyOnceCheck(final RecordedOutcomes recorded)
    {
        this.recorded = recorded;
        recorded.problems().forEach(this::wrong);
    }

    /** Commands, reports or orders that are missing somewhere. */
    long lost()
    {
        return lost;
    }

    /** Commands or reports that were there more than once. */
    long duplicated()
    {
        return duplicated;
    }

    /** What was wrong, in sentences; empty where all is well. */
    List<String> problems()
    {
        return problems;
    }

    private void lost(final String sentence)
    {
        lost++;
        wrong(sentence);
    }

    private void duplicated(final String sentence)
    {
        duplicated++;
        wrong(sentence);
    }

    private void wrong(final String sentence)
    {
        if (problems.size() < PROBLEMS_MAX)
        {
            problems.add(sentence);
        }
    }

    /**
     * Every command of a broker has one answer, which is recorded once and is the one that the broker got; nothing is
     * recorded that it did not send.
     *
     * @param who           its name.
     * @param participantId of it.
     * @param commands      that it sent.
     */
    void checkCommands(final String who, final int participantId, final List<SentCommand> commands)
    {
        final Map<Long, RecordedOutcomes.Report> answers = new HashMap<>();
        final Set<Long> accepted = new HashSet<>();
        long last = 0;
        for (final RecordedOutcomes.Report report : recorded.member(participantId).reports())
        {
            if (isAcceptance(report.execType()) && !accepted.add(report.clOrdId()))
            {
                duplicated(who + ": clOrdId " + report.clOrdId() + " was accepted again by event " + report.eventSeq());
            }
            if (report.clientSeq() == 0)
            {
                continue;
            }
            if (answers.put(report.clientSeq(), report) != null)
            {
                duplicated(who + ": event " + report.eventSeq() + " answers command " + report.clientSeq() + " again");
            }
            else if (report.clientSeq() != last + 1)
            {
                lost(who + ": event " + report.eventSeq() + " answers command " + report.clientSeq() +
                    " behind command " + last);
            }
            last = Math.max(last, report.clientSeq());
        }
        commands.forEach(command -> checkAnswer(who, command, answers));
        answers.values().forEach(report -> duplicated(
            who + ": event " + report.eventSeq() + " answers command " + report.clientSeq() + ", which was not sent"));
    }

    private static boolean isAcceptance(final ExecType execType)
    {
        return execType == ExecType.NEW || execType == ExecType.REPLACED;
    }

    private void checkAnswer(
        final String who, final SentCommand command, final Map<Long, RecordedOutcomes.Report> answers)
    {
        final ExecutionReport answer = command.answer();
        if (answer == null)
        {
            lost(who + ": " + command + " has no answer");
            return;
        }
        final RecordedOutcomes.Report report = answers.remove(answer.clientSeq());
        if (report == null)
        {
            lost(who + ": " + command + " was answered as command " + answer.clientSeq() + ", and no event says so");
        }
        else if (report.execType() != answer.execType() || report.orderId() != answer.orderId() ||
            report.clOrdId() != answer.clOrdId() || !answer.isReconstructed() && report.eventSeq() != answer.eventSeq())
        {
            wrong(who + ": " + command + " was answered by " + answer + ", recorded is " + report);
        }
    }

    /**
     * A broker was told of every recorded report once, in order.
     *
     * @param who           its name.
     * @param participantId of it.
     * @param delivered     as it got them.
     */
    void checkReports(final String who, final int participantId, final List<ExecutionReport> delivered)
    {
        final Map<Long, RecordedOutcomes.Report> expected = new TreeMap<>();
        recorded.member(participantId).reports().stream().filter(report -> report.reportSeq() > 0)
            .forEach(report -> expected.put(report.reportSeq(), report));
        long last = 0;
        for (final ExecutionReport report : delivered)
        {
            if (report.reportSeq() <= last)
            {
                duplicated(who + ": report " + report.reportSeq() + " was delivered behind report " + last);
                continue;
            }
            last = report.reportSeq();
            final RecordedOutcomes.Report event = expected.remove(last);
            if (event == null || event.eventSeq() != report.eventSeq() || event.execType() != report.execType() ||
                event.orderId() != report.orderId() || event.clientSeq() != report.clientSeq())
            {
                wrong(who + ": was told " + report + ", recorded is " + event);
            }
        }
        expected.values().forEach(report -> lost(
            who + ": was never told of report " + report.reportSeq() + ", which is event " + report.eventSeq()));
    }

    /**
     * What the venue says is open is what the events leave open.
     *
     * @param who           the broker's name.
     * @param participantId of it.
     * @param asked         the venue's answer.
     */
    void checkOpenOrders(final String who, final int participantId, final List<OpenOrder> asked)
    {
        final Map<Long, RecordedOutcomes.Life> expected = new TreeMap<>(recorded.open());
        expected.values().removeIf(life -> life.participantId() != participantId);
        for (final OpenOrder order : asked)
        {
            final RecordedOutcomes.Life life = expected.remove(order.orderId());
            if (life == null || life.leaves() != order.leavesQtyLots() || life.traded() != order.cumQtyLots() ||
                life.priceTicks() != order.priceTicks())
            {
                wrong(who + ": the venue has " + order + " open, which its events do not say");
            }
        }
        expected.keySet().forEach(orderId -> lost(
            who + ": order " + orderId + " is open by the events, and the venue does not know it"));
    }

    /**
     * An account has what was paid in, and what its owner's trades made of it.
     *
     * @param terms         of the broker.
     * @param participantId of it.
     * @param account       the venue's answer.
     * @param cashMinor     that was paid in.
     * @param shares        that were put in.
     * @param tickMinor     of the symbol, with lots of one share.
     */
    void checkAccount(
        final QuoteTerms terms,
        final int participantId,
        final Account account,
        final long cashMinor,
        final long shares,
        final long tickMinor)
    {
        final RecordedOutcomes.Member member = recorded.member(participantId);
        final int sign = terms.side() == Side.BUY ? 1 : -1;
        final long expectedCash = cashMinor - sign * member.tradedTicks() * tickMinor;
        final long expectedShares = shares + sign * member.tradedLots();
        final long actualCash = account.cash(FailoverVenue.CURRENCY) == null ? 0 :
            Money.toMinor(account.cash(FailoverVenue.CURRENCY).balance(), "balance");
        if (actualCash != expectedCash || account.shares(terms.symbol()) != expectedShares)
        {
            wrong(terms.name() + ": trades make " + expectedCash + " of cash and " + expectedShares +
                " shares, the venue says " + account);
        }
    }

    /**
     * The book that a reader of market data has is the one that the events leave.
     *
     * @param watched   the reader's.
     * @param tickMinor of its symbol, with lots of one share.
     */
    void checkBook(final WatchedBook watched, final long tickMinor)
    {
        final Map<Long, WatchedBook.Level> bids = new TreeMap<>();
        final Map<Long, WatchedBook.Level> asks = new TreeMap<>();
        recorded.open().values().forEach(life -> (life.isBuy() ? bids : asks).merge(
            life.priceTicks() * tickMinor, new WatchedBook.Level(life.leaves(), 1),
            (a, b) -> new WatchedBook.Level(a.shares() + b.shares(), a.orders() + b.orders())));
        if (!bids.equals(watched.bids()) || !asks.equals(watched.asks()))
        {
            wrong("the gateway's book has bids " + watched.bids() + " and asks " + watched.asks() +
                ", the events leave " + bids + " and " + asks);
        }
    }

    /**
     * Something else that has to hold.
     *
     * @param holds    whether it does.
     * @param sentence that says what was expected and found.
     */
    void check(final boolean holds, final String sentence)
    {
        if (!holds)
        {
            wrong(sentence);
        }
    }
}

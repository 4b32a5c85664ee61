package io.gavel.benchmarks.failover;

import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.Side;
import io.gavel.venue.EventStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** What the recorded events say that each participant was told, has open and has traded. */
final class RecordedOutcomes implements EventStream.EventConsumer
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder event = new ExecutionReportDecoder();
    private final Map<Integer, Member> members = new HashMap<>();
    private final Map<Long, Life> open = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * A report.
     *
     * @param eventSeq  of it.
     * @param reportSeq on the connection.
     * @param clientSeq that it answers, or 0.
     * @param orderId   of the order.
     * @param clOrdId   of the order.
     * @param execType  what happened.
     */
    record Report(long eventSeq, long reportSeq, long clientSeq, long orderId, long clOrdId, ExecType execType)
    {
    }

    /** A participant, with one connection. */
    static final class Member
    {
        private final List<Report> reports = new ArrayList<>();
        private long tradedLots;
        private long tradedTicks;

        /** In the order of the events. */
        List<Report> reports()
        {
            return reports;
        }

        /** Bought or sold. */
        long tradedLots()
        {
            return tradedLots;
        }

        /** Lots times ticks, of all trades. */
        long tradedTicks()
        {
            return tradedTicks;
        }
    }

    /** An open order. */
    static final class Life
    {
        private final int participantId;
        private final boolean isBuy;
        private long priceTicks;
        private long ordered;
        private long leaves;
        private long traded;

        private Life(final ExecutionReportDecoder event)
        {
            participantId = event.participantId();
            isBuy = event.side() == Side.BUY;
            priceTicks = event.priceTicks();
            ordered = event.orderQtyLots();
            leaves = event.leavesQtyLots();
        }

        int participantId()
        {
            return participantId;
        }

        boolean isBuy()
        {
            return isBuy;
        }

        long priceTicks()
        {
            return priceTicks;
        }

        long leaves()
        {
            return leaves;
        }

        long traded()
        {
            return traded;
        }
    }

    @Override
    public void onEvent(
        final int templateId, final DirectBuffer buffer, final int offset, final int length, final long eventSeq)
    {
        if (templateId != ExecutionReportDecoder.TEMPLATE_ID)
        {
            return;
        }
        event.wrapAndApplyHeader(buffer, offset, header);
        final Member member = member(event.participantId());
        member.reports.add(new Report(eventSeq, event.reportSeq(), event.clientSeq(), event.orderId(),
            event.clOrdId(), event.execType()));
        switch (event.execType())
        {
            case NEW -> check(open.put(event.orderId(), new Life(event)) == null, "gives an id that is in use");
            case TRADE ->
            {
                member.tradedLots += event.lastQtyLots();
                member.tradedTicks += event.lastQtyLots() * event.lastPxTicks();
                change(event.lastQtyLots(), 0);
            }
            case REPLACED -> change(0, 0);
            case CANCELED -> change(0, event.lastQtyLots());
            default ->
            {
            }
        }
    }

    private void change(final long tradedLots, final long cancelledLots)
    {
        final Life life = open.get(event.orderId());
        if (life == null)
        {
            check(false, "is of an order that is not open");
            return;
        }
        life.traded += tradedLots;
        life.priceTicks = event.priceTicks();
        life.ordered = event.orderQtyLots();
        life.leaves = event.leavesQtyLots();
        check(life.leaves + life.traded + cancelledLots == life.ordered, "leaves " + life.leaves + " open, with " +
            life.traded + " traded and " + cancelledLots + " cancelled of " + life.ordered);
        if (life.leaves == 0)
        {
            open.remove(event.orderId());
        }
    }

    private void check(final boolean holds, final String sentence)
    {
        if (!holds)
        {
            problems.add("event " + event.eventSeq() + " (" + event.execType() + " of order " + event.orderId() +
                ") " + sentence);
        }
    }

    Member member(final int participantId)
    {
        return members.computeIfAbsent(participantId, id -> new Member());
    }

    /** Orders by id. */
    Map<Long, Life> open()
    {
        return open;
    }

    /** What contradicts itself. */
    List<String> problems()
    {
        return problems;
    }
}

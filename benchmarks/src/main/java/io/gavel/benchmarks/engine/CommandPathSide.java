package io.gavel.benchmarks.engine;

import io.gavel.engine.Exchange;
import io.gavel.ops.cli.CommandFailure;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.RejectReason;

/**
 * The whole state machine of this exchange: encoded commands of sessions in, batches of encoded events out; between
 * them idempotency, risk limits, money and shares, matching, fees and settlement.
 */
public final class CommandPathSide implements EngineSide
{
    private final Exchange exchange;
    private final CommandTape.Reader tape;
    private final EventBuffer events;
    private final Digester digester;

    private CommandPathSide(
        final CommandTape.Reader tape,
        final EventBuffer events,
        final OrderCommands commands,
        final VenueShape venue,
        final int setUp)
    {
        this.tape = tape;
        this.events = events;
        digester = new Digester(commands);
        exchange = new Exchange(events);
        openSessions(exchange, venue);
        for (int left = setUp; left > 0; left -= SLICE)
        {
            tape.replay(exchange, Math.min(left, SLICE));
            events.clear();
        }
    }

    /**
     * Encodes the flow, as its brokers do, who learn the venue's ids of their orders from the reports. The venue has
     * eight participants, a thousand accounts or as many as instruments, limits and fees.
     *
     * @param flow that will be run.
     * @return makes venues at the beginning of the flow.
     * @throws CommandFailure where the venue refuses a command.
     */
    public static Maker prepare(final OrderFlow flow)
    {
        return prepare(flow, VenueShape.of(flow.symbols()));
    }

    /**
     * Encodes the flow for a venue of another size.
     *
     * @param flow  that will be run.
     * @param venue that it is traded in, with all instruments of the flow.
     * @return makes venues at the beginning of the flow.
     * @throws CommandFailure where the venue refuses a command.
     */
    static Maker prepare(final OrderFlow flow, final VenueShape venue)
    {
        final CommandTape tape = new CommandTape();
        final OperatorCommands operator = new OperatorCommands(tape);
        venue.encode(operator);
        final int setUp = (int)tape.commands();
        final OrderCommands commands = new OrderCommands(flow, venue, tape, operator.timeNs());
        // More than the set-up of a slice, or one command, can write.
        final EventBuffer first = new EventBuffer(SLICE * 1_024);
        final Exchange exchange = new Exchange(first);
        openSessions(exchange, venue);
        final CommandTape.Reader reader = tape.reader();
        for (int left = setUp; left > 0; left -= SLICE)
        {
            reader.replay(exchange, Math.min(left, SLICE));
            first.clear();
        }
        final int[] bytes = new int[flow.size()];
        final Learner learner = new Learner(flow, commands);
        for (int i = 0; i < flow.size(); i++)
        {
            commands.encode(i);
            tape.end();
            reader.replay(exchange, 1);
            bytes[i] = first.position();
            first.drain(learner.of(i));
        }
        final int capacity = (int)Math.max(SLICE * 1_024, flow.sliceMax(bytes));
        return () -> new CommandPathSide(tape.reader(), new EventBuffer(capacity), commands, venue, setUp);
    }

    private static void openSessions(final Exchange exchange, final VenueShape venue)
    {
        for (int participant = 0; participant <= venue.participants(); participant++)
        {
            exchange.onSessionOpened(OperatorCommands.OPERATOR_SESSION + participant, participant, 1);
        }
    }

    @Override
    public void run(final int from, final int to)
    {
        tape.replay(exchange, to - from);
    }

    @Override
    public void drain(final FlowDigest digest)
    {
        events.drain(digester.into(digest));
    }

    @Override
    public void discard()
    {
        events.clear();
    }

    /** Takes reports to a digest. */
    private static final class Digester implements EventBuffer.ReportListener
    {
        private final OrderCommands commands;
        private FlowDigest digest;

        private Digester(final OrderCommands commands)
        {
            this.commands = commands;
        }

        private Digester into(final FlowDigest taker)
        {
            digest = taker;
            return this;
        }

        @Override
        public void onReport(final ExecutionReportDecoder report)
        {
            final long number = number(report);
            switch (report.execType())
            {
                case NEW -> digest.onAccepted(number, report.priceTicks(), report.orderQtyLots());
                case CANCELED -> digest.onCanceled(number, report.lastQtyLots());
                case REPLACED -> digest.onReplaced(number, report.priceTicks(), report.leavesQtyLots());
                default -> throw new IllegalStateException("order " + number + " of the flow: " + report.execType() +
                    " " + report.rejectReason());
            }
        }

        @Override
        public void onTrade(final long resting, final ExecutionReportDecoder aggressor)
        {
            digest.onTrade(number(aggressor), resting, aggressor.lastPxTicks(), aggressor.lastQtyLots());
        }

        @Override
        public long number(final ExecutionReportDecoder report)
        {
            return commands.number(report.participantId(), report.clOrdId());
        }
    }

    /** The brokers: learn the venue's ids of their orders. */
    private static final class Learner implements EventBuffer.ReportListener
    {
        private final OrderFlow flow;
        private final OrderCommands commands;
        private int index;

        private Learner(final OrderFlow flow, final OrderCommands commands)
        {
            this.flow = flow;
            this.commands = commands;
        }

        private Learner of(final int command)
        {
            index = command;
            return this;
        }

        @Override
        public void onReport(final ExecutionReportDecoder report)
        {
            if (RejectReason.NONE != report.rejectReason())
            {
                throw new CommandFailure("flow " + flow.name() + ": the venue refuses command " + (index + 1) +
                    ", " + report.rejectReason() + ": all money, and all shares of an instrument, have to stay below " +
                    "2^62, so give a flow of smaller prices or quantities");
            }
            if (ExecType.NEW == report.execType())
            {
                commands.accepted(flow.order(index), report.orderId());
            }
        }

        @Override
        public void onTrade(final long resting, final ExecutionReportDecoder aggressor)
        {
            // Told when the flow is run.
        }

        @Override
        public long number(final ExecutionReportDecoder report)
        {
            return 0;
        }
    }
}

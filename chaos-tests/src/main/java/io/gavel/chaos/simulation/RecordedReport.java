package io.gavel.chaos.simulation;

import static io.gavel.chaos.simulation.SimulationFailure.require;

import io.gavel.client.ExecutionReport;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Holds a report, as a broker was given it, against the recorded event. */
final class RecordedReport
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ExecutionReportDecoder decoder = new ExecutionReportDecoder();

    /** Whether an event is an execution report, which a broker is given, and not the bare answer to a command. */
    static boolean isExecution(final byte[] recorded)
    {
        return ExecutionReportDecoder.TEMPLATE_ID == (recorded[2] & 0xFF | (recorded[3] & 0xFF) << 8);
    }

    void compare(final Broker broker, final ExecutionReport report, final byte[] recorded)
    {
        require(isExecution(recorded),
            () -> broker + " got an execution report that is none in the events: " + report);
        final ExecutionReportDecoder event = decoder.wrapAndApplyHeader(new UnsafeBuffer(recorded), 0, header);
        require(event.eventSeq() == report.eventSeq() && event.timeNs() == report.timeNs() &&
            event.clientSeq() == report.clientSeq() && event.orderId() == report.orderId() &&
            event.clOrdId() == report.clOrdId() && event.matchId() == report.matchId() &&
            event.accountId() == report.accountId() && event.execType() == report.execType() &&
            event.lastPxTicks() == report.lastPxTicks() && event.lastQtyLots() == report.lastQtyLots() &&
            event.cumQtyLots() == report.cumQtyLots() && event.leavesQtyLots() == report.leavesQtyLots() &&
            event.rejectReason() == report.rejectReason() && event.feeMinor() == report.feeMinor(),
            () -> broker + " got a report that differs from the recorded event: expected " +
            MessageLine.of(recorded) + ", actual " + report);
    }
}

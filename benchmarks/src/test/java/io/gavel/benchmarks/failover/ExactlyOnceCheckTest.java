package io.gavel.benchmarks.failover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gavel.client.ExecutionReport;
import io.gavel.ops.cli.Output;
import io.gavel.schema.CancelReason;
import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportEncoder;
import io.gavel.schema.Liquidity;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.OrdStatus;
import io.gavel.schema.OrdType;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** One buyer who places orders of ten lots at 100 ticks; clOrdId, orderId and clientSeq of an order are equal. */
class ExactlyOnceCheckTest
{
    private static final int BUYER = 7;
    private static final String NAME = "buyer";
    private static final int LOTS = 10;
    private static final int TICKS = 100;

    private final RecordedOutcomes recorded = new RecordedOutcomes();
    private final List<SentCommand> commands = new ArrayList<>();
    private final List<ExecutionReport> told = new ArrayList<>();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long eventSeq;

    @Test
    void shouldFindNothingWhenEveryCommandIsRecordedAnsweredAndToldOnce()
    {
        place(1);
        place(2);
        assertFound(0, 0, 0);
    }

    @Test
    void shouldCountAsLostWhatWasAnsweredAndIsNotRecorded()
    {
        place(1);
        final SentCommand sent = new SentCommand(SentCommand.Kind.NEW, 2, 0, 0);
        sent.answer(report(9, 2, 2, 2, 2));
        commands.add(sent);
        assertFound(1, 0, 1);
    }

    @Test
    void shouldCountAsLostWhatHasNoAnswer()
    {
        place(1);
        commands.add(new SentCommand(SentCommand.Kind.NEW, 2, 0, 0));
        assertFound(1, 0, 1);
    }

    @Test
    void shouldCountAsLostWhatTheBrokerWasNotTold()
    {
        place(1);
        place(2);
        told.remove(0);
        assertFound(1, 0, 1);
    }

    @Test
    void shouldCountAsDuplicatedWhatTheBrokerWasToldTwice()
    {
        place(1);
        told.add(told.get(0));
        assertFound(0, 1, 1);
    }

    @Test
    void shouldCountAsDuplicatedWhatWasExecutedAgainUnderTheNextSequence()
    {
        place(1);
        // The same order once more: nobody sent command 2, and its report was delivered.
        record(ExecType.NEW, 2, 2, 1, 99);
        told.add(report(eventSeq, 2, 2, 99, 1));
        assertFound(0, 2, 2);
    }

    @Test
    void shouldCountAsDuplicatedWhatWasAnsweredTwice()
    {
        place(1);
        record(ExecType.NEW, 2, 1, 3, 99);
        told.add(report(eventSeq, 2, 1, 99, 3));
        // The second answer takes the first one's place, and is another order.
        assertFound(0, 1, 2);
    }

    @Test
    void shouldTellOfAnAnswerThatIsNotTheRecordedOne()
    {
        record(ExecType.NEW, 1, 1, 1, 1);
        told.add(report(eventSeq, 1, 1, 1, 1));
        final SentCommand sent = new SentCommand(SentCommand.Kind.NEW, 1, 0, 0);
        sent.answer(report(eventSeq, 1, 1, 5, 1));
        commands.add(sent);
        assertFound(0, 0, 1);
    }

    @Test
    void shouldTellOfABookThatIsNotWhatTheEventsLeave() throws JsonProcessingException
    {
        place(1);
        place(2);
        final WatchedBook book = new WatchedBook();
        book.onMessage(Output.JSON.readTree("{\"type\":\"snapshot\",\"seq\":1,\"eventSeq\":1," +
            "\"bids\":[[\"1.0000\",20,2]],\"asks\":[]}"));
        final ExactlyOnceCheck right = new ExactlyOnceCheck(recorded);
        right.checkBook(book, TICKS);
        assertEquals(List.of(), right.problems());
        book.onMessage(Output.JSON.readTree("{\"type\":\"delta\",\"seq\":2,\"eventSeq\":2," +
            "\"bids\":[[\"1.0000\",10,1]],\"asks\":[]}"));
        final ExactlyOnceCheck wrong = new ExactlyOnceCheck(recorded);
        wrong.checkBook(book, TICKS);
        assertEquals(1, wrong.problems().size());
    }

    @Test
    void shouldTellOfAnExecutionOfAnOrderThatIsNotOpen()
    {
        record(ExecType.CANCELED, 1, 1, 1, 1);
        assertTrue(new ExactlyOnceCheck(recorded).problems().get(0).contains("not open"));
    }

    private void place(final long id)
    {
        record(ExecType.NEW, id, id, id, id);
        final ExecutionReport report = report(eventSeq, id, id, id, id);
        told.add(report);
        final SentCommand sent = new SentCommand(SentCommand.Kind.NEW, id, 0, 0);
        sent.answer(report);
        commands.add(sent);
    }

    private void record(
        final ExecType execType, final long reportSeq, final long clientSeq, final long clOrdId, final long orderId)
    {
        eventSeq++;
        new ExecutionReportEncoder().wrapAndApplyHeader(buffer, 0, header).eventSeq(eventSeq).timeNs(1)
            .reportSeq(reportSeq).clientSeq(clientSeq).participantId(BUYER).connectionId(0).accountId(1)
            .orderId(orderId).clOrdId(clOrdId).priceTicks(TICKS).orderQtyLots(LOTS).leavesQtyLots(LOTS)
            .rejectReason(RejectReason.NONE).execType(execType).side(Side.BUY);
        recorded.onEvent(ExecutionReportEncoder.TEMPLATE_ID, buffer, 0,
            MessageHeaderEncoder.ENCODED_LENGTH + ExecutionReportEncoder.BLOCK_LENGTH, eventSeq);
    }

    private static ExecutionReport report(
        final long eventSeq, final long reportSeq, final long clientSeq, final long orderId, final long clOrdId)
    {
        return new ExecutionReport(eventSeq, 1, reportSeq, clientSeq, 1, orderId, clOrdId, 0, 0, TICKS, LOTS, 0, 0, 0,
            LOTS, RejectReason.NONE, ExecType.NEW, OrdStatus.NEW, Side.BUY, OrdType.LIMIT, TimeInForce.GTC,
            CancelReason.NONE, 0, 0, Liquidity.NULL_VAL, null);
    }

    private void assertFound(final long lost, final long duplicated, final int problems)
    {
        final ExactlyOnceCheck check = new ExactlyOnceCheck(recorded);
        check.checkCommands(NAME, BUYER, commands);
        check.checkReports(NAME, BUYER, told);
        assertEquals(lost, check.lost(), () -> check.problems().toString());
        assertEquals(duplicated, check.duplicated(), () -> check.problems().toString());
        assertEquals(problems, check.problems().size(), () -> check.problems().toString());
    }
}

package io.gavel.cluster.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.ExecType;
import io.gavel.schema.ExecutionReportDecoder;
import io.gavel.schema.MessageHeaderDecoder;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class WarmUpTest
{
    @Test
    void shouldExecuteEveryKindOfCommandAndTrade()
    {
        final Map<ExecType, Integer> reports = new EnumMap<>(ExecType.class);
        final ScratchVenue venue = new ScratchVenue(new Counting(reports), 1);
        for (int i = 0; i < 5_000; i++)
        {
            venue.step();
        }
        for (final ExecType execType : new ExecType[]{ ExecType.NEW, ExecType.REPLACED, ExecType.CANCELED,
            ExecType.TRADE, ExecType.CANCEL_REJECTED, ExecType.REPLACE_REJECTED })
        {
            assertTrue(reports.getOrDefault(execType, 0) >= 50, execType + " in " + reports);
        }
        // The accounts have means for all of it, and the ids are right.
        assertNull(reports.get(ExecType.REJECTED), reports.toString());
        assertTrue(venue.exchange().venue().orders().openCount() > 0);
    }

    @Test
    void shouldEndWhenItHasExecutedEnough()
    {
        final WarmUp.Result result = WarmUp.begin(TimeUnit.MINUTES.toNanos(5)).await();
        assertTrue(result.commands() >= WarmUp.COMMANDS_MAX, result.toString());
        assertTrue(result.elapsedNs() > 0 && result.waitedNs() > 0, result.toString());
    }

    @Test
    void shouldEndWhenItWasWaitedForLongEnough()
    {
        final WarmUp.Result result = WarmUp.begin(1).await();
        assertTrue(result.commands() < WarmUp.COMMANDS_MAX, result.toString());
    }

    @Test
    void shouldDoNothingWhereItIsNotWanted()
    {
        assertEquals(WarmUp.Result.NONE.commands(), WarmUp.begin(0).await().commands());
        final StringBuilder json = new StringBuilder();
        new WarmUp.Result(64, 2_000_000, 1_000_000).appendTo(json);
        assertEquals(",\"warmUpCommands\":64,\"warmUpMs\":2,\"warmUpWaitedMs\":1", json.toString());
    }

    @Test
    void shouldWriteAndLoadTheSameStateAgainAndAgain()
    {
        final long once = SnapshotRehearsal.run(1);
        assertTrue(once > 50, once + " orders");
        assertEquals(3 * once, SnapshotRehearsal.run(3));
    }

    /** Counts the execution reports that sessions get. */
    private static final class Counting extends Unheard
    {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final ExecutionReportDecoder report = new ExecutionReportDecoder();
        private final Map<ExecType, Integer> reports;

        private Counting(final Map<ExecType, Integer> reports)
        {
            this.reports = reports;
        }

        @Override
        public void onSessionMessage(
            final long sessionId, final DirectBuffer buffer, final int offset, final int length)
        {
            header.wrap(buffer, offset);
            if (ExecutionReportDecoder.SCHEMA_ID == header.schemaId() &&
                ExecutionReportDecoder.TEMPLATE_ID == header.templateId())
            {
                report.wrapAndApplyHeader(buffer, offset, header);
                reports.merge(report.execType(), 1, Integer::sum);
            }
        }
    }
}

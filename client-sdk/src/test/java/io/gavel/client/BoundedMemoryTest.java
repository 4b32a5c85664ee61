package io.gavel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.schema.AccountQueryDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every queue of the client has an end, and whoever meets it is told. */
class BoundedMemoryTest
{
    private static final int MANY = 100_000;

    @TempDir
    Path directory;

    private final ScriptedVenue venue = new ScriptedVenue();

    private SimulatedClient failing(final GavelClient.Context context)
    {
        return new SimulatedClient(venue, 7, context.backPressure(BackPressure.FAIL)).connected();
    }

    private static int countUntilRefused(final Runnable call)
    {
        for (int count = 0; count < MANY; count++)
        {
            try
            {
                call.run();
            }
            catch (final BackPressureException e)
            {
                assertTrue(e.getMessage().contains("try again"), e.getMessage());
                assertEquals(Duration.ZERO, e.waited());
                return count;
            }
        }
        throw new AssertionError("never refused");
    }

    @Test
    void shouldRefuseCommandsOnceWindowAndQueueAreFull()
    {
        final SimulatedClient client = failing(new GavelClient.Context().queueCapacity(32));
        client.transport().loseOut((message) -> true);
        final int count = countUntilRefused(() ->
        {
            client.client().cancelOrder(1);
            client.run();
        });
        // The venue by script allows 16.
        assertEquals(16 + 32, count);
    }

    @Test
    void shouldRefuseQueriesOnceTheirQueueIsFull()
    {
        final SimulatedClient client = failing(new GavelClient.Context());
        client.transport().loseOut((message) -> true);
        assertEquals(QueryDesk.ACTIVE_MAX + QueryDesk.QUEUE_CAPACITY, countUntilRefused(() ->
        {
            client.client().account(1);
            client.run();
        }));
        assertTrue(client.transport().sent().stream().filter((message) ->
            new UnsafeBuffer(message).getShort(2) == AccountQueryDecoder.TEMPLATE_ID).count() >= QueryDesk.ACTIVE_MAX);
    }

    @Test
    void shouldRefuseSnapshotRequestsOnceTooManyWait()
    {
        final SimulatedClient client = failing(new GavelClient.Context());
        client.transport().loseSnapshotAnswers(true);
        assertEquals(SnapshotRequests.SENT_MAX + SnapshotRequests.QUEUE_CAPACITY, countUntilRefused(() ->
        {
            client.client().operator().takeSnapshot();
            client.run();
        }));
    }

    @Test
    void shouldKeepNoMoreEarlyReportsThanItsBound()
    {
        final ReportSequence sequence = new ReportSequence(0);
        for (long seq = 2; seq < 2 + 2L * ReportSequence.HELD_MAX; seq++)
        {
            assertEquals(ReportSequence.Verdict.EARLY, sequence.accept(seq));
            sequence.hold(new CommandReport(seq, 0, seq, 0, 0, 0, null));
        }
        sequence.accept(1);
        int held = 0;
        while (sequence.takeNext() != null)
        {
            held++;
        }
        assertEquals(ReportSequence.HELD_MAX, held);
    }

    @Test
    void shouldKeepNoMoreUnansweredThanItsBoundWhateverTheVenueAllows()
    {
        final SimulatedClient client = failing(new GavelClient.Context().queueCapacity(64));
        client.transport().loseOut((message) -> true);
        client.core().session().commands().restart(Integer.MAX_VALUE, 0);
        final int count = countUntilRefused(() ->
        {
            client.client().cancelOrder(1);
            client.run();
        });
        assertEquals(PendingCommands.WINDOW_MAX + 64, count);
    }

    @Test
    void shouldRefuseCommandsOnceTheJournalIsFull()
    {
        final SimulatedClient client = new SimulatedClient(venue, 7, new GavelClient.Context()
            .queueCapacity(1 << 15).backPressure(BackPressure.FAIL).journal(directory.resolve("journal"))
            .recoveredCommandListener((command) -> {}),
            // A journal that was made for a smaller queue.
            (settings) -> SessionJournal.open(
                settings.journal().file(), JournalRecoveryTest.owner(settings), 16, false)).connected();
        client.transport().block(true);
        final BackPressureException[] refused = new BackPressureException[1];
        final int count = countUntilRefused(() -> client.client().cancelOrder(1));
        refused[0] = assertThrows(BackPressureException.class, () -> client.client().cancelOrder(1));
        assertTrue(refused[0].getMessage().contains("the journal is full"), refused[0].getMessage());
        assertTrue(count > 1_024 && count < 1 << 15, "count=" + count);
        client.transport().block(false);
        client.run();
        final CompletableFuture<ExecutionReport> next = client.client().cancelOrder(1);
        client.run();
        assertTrue(next.isDone());
        client.die();
    }
}

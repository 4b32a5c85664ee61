package io.gavel.gateway.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.gavel.gateway.EventEncoder;
import io.gavel.gateway.EventNode;
import io.gavel.venue.Members;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Following the event stream of nodes that die, fall behind, contradict each other and come back. */
@Timeout(60)
class EventFeedTest
{
    @TempDir
    Path directory;

    private final EventEncoder encoder = new EventEncoder();
    private final List<Long> delivered = new ArrayList<>();
    private final List<FeedState> states = new ArrayList<>();
    private Members members;
    private EventNode first;
    private EventNode second;
    private MediaDriver driver;
    private Aeron aeron;
    private EventFeed feed;

    @BeforeEach
    void start() throws IOException
    {
        members = EventNode.freeMembers(2);
        first = new EventNode(members.nodes().get(0), directory.resolve("first"));
        second = new EventNode(members.nodes().get(1), directory.resolve("second"));
        driver = MediaDriver.launch(new MediaDriver.Context()
            .aeronDirectoryName(CommonContext.generateRandomDirName())
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .threadingMode(ThreadingMode.SHARED)
            .imageLivenessTimeoutNs(TimeUnit.SECONDS.toNanos(1)));
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
    }

    @AfterEach
    void stop()
    {
        if (null != feed)
        {
            feed.onClose();
        }
        CloseHelper.quietCloseAll(aeron, driver, first, second);
    }

    private void follow(final Checkpoint from)
    {
        follow(from, 5_000);
    }

    private void follow(final Checkpoint from, final long timeoutMs)
    {
        feed = new EventFeed(new EventFeed.Context().aeron(aeron).members(members).from(from)
            .messageTimeoutNs(TimeUnit.MILLISECONDS.toNanos(timeoutMs))
            .listener(new EventListener()
            {
                @Override
                public void onEvent(
                    final int templateId,
                    final DirectBuffer buffer,
                    final int offset,
                    final int length,
                    final long eventSeq)
                {
                    delivered.add(eventSeq);
                }

                @Override
                public void onStateChange(final FeedState state, final int node)
                {
                    states.add(state);
                }
            }));
        feed.onStart();
    }

    private void workUntil(final BooleanSupplier condition)
    {
        while (!condition.getAsBoolean())
        {
            if (0 == feed.doWork())
            {
                Thread.onSpinWait();
            }
        }
    }

    private void workUntilDelivered(final long eventSeq)
    {
        workUntil(() -> !delivered.isEmpty() && delivered.get(delivered.size() - 1) >= eventSeq);
        assertEquals(LongStream.rangeClosed(1, eventSeq).boxed().toList(), delivered);
    }

    private byte[] nextBatch()
    {
        return encoder.cash(1, encoder.eventSeq()).cash(2, 5).batch();
    }

    private void publishToBoth(final int batches)
    {
        for (int i = 0; i < batches; i++)
        {
            final byte[] batch = nextBatch();
            first.publish(batch);
            second.publish(batch);
        }
    }

    @Test
    void shouldReplayWhatIsRecordedAndGoOnLive()
    {
        first.start();
        second.start();
        publishToBoth(20);
        follow(Checkpoint.BEGINNING);
        workUntilDelivered(40);
        workUntil(() -> FeedState.LIVE == feed.counters().state());
        publishToBoth(5);
        workUntilDelivered(50);
        assertEquals(0, feed.counters().node());
        assertEquals(0, feed.counters().switches());
        assertEquals(List.of(FeedState.CATCHING_UP, FeedState.LIVE), states);
    }

    @Test
    void shouldDeliverABatchOfManyFragmentsOnce()
    {
        first.start();
        second.start();
        final byte[] batch = encoder.longBatch(300);
        final long position = first.publish(batch);
        assertEquals(position, second.publish(batch));
        publishToBoth(1);
        follow(Checkpoint.BEGINNING);
        workUntilDelivered(302);
        first.close();
        second.publish(nextBatch());
        workUntilDelivered(304);
        assertEquals(0, feed.counters().duplicates());
        assertEquals(0, feed.counters().mismatches());
    }

    @Test
    void shouldBeginAtACheckpoint()
    {
        first.start();
        second.start();
        publishToBoth(3);
        final byte[] batch = nextBatch();
        final long position = first.publish(batch);
        second.publish(batch);
        publishToBoth(2);
        follow(new Checkpoint(8, position));
        workUntil(() -> delivered.contains(12L));
        assertEquals(List.of(9L, 10L, 11L, 12L), delivered);
    }

    @Test
    void shouldGoOnWithAnotherNodeWhenOneDies()
    {
        first.start();
        second.start();
        publishToBoth(10);
        follow(Checkpoint.BEGINNING);
        workUntilDelivered(20);
        assertEquals(0, feed.counters().node());

        first.close();
        for (int i = 0; i < 5; i++)
        {
            second.publish(nextBatch());
        }
        workUntilDelivered(30);
        assertEquals(1, feed.counters().node());
        assertEquals(1, feed.counters().switches());
        assertEquals(0, feed.counters().gaps());
        assertEquals(0, feed.counters().duplicates());
        assertEquals(0, feed.counters().mismatches());
        workUntil(() -> FeedState.LIVE == feed.counters().state());
    }

    @Test
    void shouldReturnToANodeThatCameBack()
    {
        first.start();
        second.start();
        publishToBoth(4);
        follow(Checkpoint.BEGINNING);
        workUntilDelivered(8);
        first.close();
        final List<byte[]> missed = new ArrayList<>();
        for (int i = 0; i < 3; i++)
        {
            missed.add(nextBatch());
            second.publish(missed.get(i));
        }
        workUntilDelivered(14);

        // Back with a recording that ends where it ended, it catches up only after the other one has died.
        first.start();
        second.close();
        workUntil(() -> FeedState.DISCONNECTED == feed.counters().state());
        for (final byte[] batch : missed)
        {
            first.publish(batch);
        }
        first.publish(nextBatch());
        workUntilDelivered(16);
        assertEquals(0, feed.counters().node());
        assertEquals(2, feed.counters().switches());
        assertEquals(0, feed.counters().gaps() + feed.counters().duplicates() + feed.counters().mismatches());
    }

    @Test
    void shouldLeaveANodeWhoseRecordingEnds()
    {
        first.start();
        second.start();
        publishToBoth(3);
        follow(Checkpoint.BEGINNING);
        workUntilDelivered(6);
        first.stopRecording();
        second.publish(nextBatch());
        workUntilDelivered(8);
        assertEquals(1, feed.counters().node());
    }

    @Test
    void shouldLeaveANodeThatIsSilentWhileAnotherIsAhead()
    {
        first.start();
        second.start();
        publishToBoth(3);
        follow(Checkpoint.BEGINNING);
        workUntilDelivered(6);
        workUntil(() -> FeedState.LIVE == feed.counters().state());
        second.publish(nextBatch());
        workUntilDelivered(8);
        assertEquals(1, feed.counters().node());
        assertEquals(1, feed.counters().switches());
    }

    @Test
    void shouldRefillAGapFromAnotherNode()
    {
        first.start();
        second.start();
        publishToBoth(2);
        second.publish(nextBatch());
        publishToBoth(2);
        follow(Checkpoint.BEGINNING);
        workUntilDelivered(10);
        assertEquals(1, feed.counters().node());
        assertEquals(1, feed.counters().gaps());
        assertEquals(1, feed.counters().switches());
        assertEquals(0, feed.counters().duplicates());
    }

    @Test
    void shouldDropDuplicatesAndReportThatPositionsDiffer()
    {
        first.start();
        second.start();
        final byte[] batch = nextBatch();
        first.publish(batch);
        first.publish(batch);
        second.publish(batch);
        publishToBoth(2);
        follow(Checkpoint.BEGINNING);
        workUntilDelivered(6);
        assertEquals(2, feed.counters().duplicates());

        // The position of the first node is not that of the second, which is then read from its start.
        first.close();
        second.publish(nextBatch());
        second.publish(nextBatch());
        workUntilDelivered(10);
        assertTrue(feed.counters().mismatches() > 0);
        assertEquals(1, feed.counters().node());
    }

    @Test
    void shouldWaitForAVenueThatIsNotThereYet()
    {
        follow(Checkpoint.BEGINNING, 200);
        workUntil(() -> FeedState.DISCONNECTED == feed.counters().state());
        second.start();
        second.publish(nextBatch());
        workUntilDelivered(2);
        workUntil(() -> FeedState.LIVE == feed.counters().state());
        assertEquals(List.of(FeedState.DISCONNECTED, FeedState.CATCHING_UP, FeedState.LIVE), states);
    }
}

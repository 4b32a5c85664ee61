package io.gavel.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.aeron.security.AuthenticationException;
import io.gavel.engine.session.Session;
import io.gavel.schema.InstrumentQueryEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.RejectReason;
import io.gavel.schema.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Everything that a hostile client can think of at once, against three nodes on which somebody trades: who trades sees
 * no reject and no stall.
 */
@Timeout(180)
class HostileMarketTest
{
    private static final int RATE = 100;
    private static final int HOSTILE_ORDERS = 2_000;
    private static final int ORDERS_BEFORE_THE_END = 3_000;
    // Far beyond what an answer takes, and well below what a client would take for an outage.
    private static final long STALL_NS = TimeUnit.SECONDS.toNanos(4);
    private static TestCluster cluster;

    private final AtomicBoolean isOver = new AtomicBoolean();
    private int instrumentId;
    private int aliceAccountId;
    private int malloryAccountId;

    @BeforeAll
    static void launch()
    {
        cluster = TestCluster.launch(3);
    }

    @AfterAll
    static void close()
    {
        CloseHelper.close(cluster);
    }

    @Test
    void shouldLetOthersTradeWhateverHostileClientsDo() throws Exception
    {
        setUp();
        final ExecutorService threads = Executors.newCachedThreadPool();
        try (VenueClient alice = client("alice"))
        {
            final List<Future<Long>> hostile = new ArrayList<>();
            hostile.add(threads.submit(attack(this::guessPasswords)));
            hostile.add(threads.submit(attack(this::sendGarbage)));
            hostile.add(threads.submit(attack(this::readNothing)));
            final Future<Long> flood = threads.submit(attack(this::sendTenTimesTheRate));
            long orders = 0;
            while (orders < ORDERS_BEFORE_THE_END || !flood.isDone())
            {
                alice.sendOrder(aliceAccountId, instrumentId, Side.BUY, 1 + orders % 50, 1);
                alice.awaitAnswers(8);
                orders++;
            }
            alice.awaitAnswers(0);
            isOver.set(true);
            for (final Future<Long> each : hostile)
            {
                assertTrue(each.get() > 0, "each attack was carried out");
            }
            assertTrue(flood.get() > 0, "orders above the rate were refused");
            assertEquals(orders, alice.answers(RejectReason.NONE), "each order of the others was accepted");
            assertTrue(alice.longestWaitNs() < STALL_NS, "the others waited " + alice.longestWaitNs() + " ns");
        }
        finally
        {
            isOver.set(true);
            threads.shutdownNow();
        }
    }

    private void setUp()
    {
        try (VenueClient operator = new VenueClient(
            cluster.members(), "operator", TestCluster.OPERATOR_PASSWORD))
        {
            instrumentId = (int)operator.addInstrument("QUIET");
            aliceAccountId = (int)operator.addAccount(
                (int)operator.addParticipant("alice", "alice-secret"));
            operator.adjustCash(aliceAccountId, 1_000_000_000_000L);
            for (final String name : List.of("mallory", "garbler", "deaf"))
            {
                final int participantId = (int)operator.addParticipant(name, name + "-secret");
                if ("mallory".equals(name))
                {
                    malloryAccountId = (int)operator.addAccount(participantId);
                    operator.adjustCash(malloryAccountId, 1_000_000_000L);
                    operator.limitRate(participantId, RATE, RATE);
                }
            }
        }
    }

    private static VenueClient client(final String name)
    {
        return new VenueClient(cluster.members(), name, name + "-secret");
    }

    private Callable<Long> attack(final Callable<Long> once)
    {
        return () ->
        {
            long done = 0;
            do
            {
                done += once.call();
            }
            while (!isOver.get() && done < Long.MAX_VALUE / 2);
            return done;
        };
    }

    private long guessPasswords()
    {
        assertThrows(AuthenticationException.class, () ->
            ClusterClient.connect(cluster.members(), "alice", "guess",
            (session, time, buffer, offset, length, header) ->
            {
            }, "64k"));
        return 1;
    }

    private long sendGarbage()
    {
        final long seed = 20_261_124;
        final Random random = new Random(seed);
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[256]);
        try (VenueClient garbler = client("garbler"))
        {
            for (int i = 0; i <= Session.MALFORMED_MAX * 2; i++)
            {
                random.nextBytes(bytes.byteArray());
                garbler.sendRaw(bytes, random.nextInt(bytes.capacity()));
            }
        }
        catch (final IllegalStateException e)
        {
            // The venue ends a session that sends nothing but garbage.
            return e.getMessage().contains("the session is closed") ? 1 : 0;
        }
        return 1;
    }

    private long readNothing()
    {
        final UnsafeBuffer query = new UnsafeBuffer(new byte[32]);
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + new InstrumentQueryEncoder()
            .wrapAndApplyHeader(query, 0, new MessageHeaderEncoder()).correlationId(1).encodedLength();
        try (VenueClient deaf = client("deaf"))
        {
            for (int i = 0; i < 20_000 && !isOver.get(); i++)
            {
                if (deaf.cluster().offer(query, 0, length) < 0)
                {
                    LockSupport.parkNanos(10_000);
                }
            }
        }
        return 1;
    }

    // Its own account, and somebody else's in between: ten orders where one is allowed.
    private long sendTenTimesTheRate()
    {
        try (VenueClient mallory = client("mallory"))
        {
            final long startNs = System.nanoTime();
            for (int i = 0; i < HOSTILE_ORDERS; i++)
            {
                while (System.nanoTime() - startNs < i * (TimeUnit.SECONDS.toNanos(1) / (10 * RATE)))
                {
                    LockSupport.parkNanos(100_000);
                }
                mallory.sendOrder(
                    0 == i % 5 ? aliceAccountId : malloryAccountId, instrumentId, Side.BUY, 1, 1);
                mallory.awaitAnswers(64);
            }
            mallory.awaitAnswers(0);
            isOver.set(true);
            assertTrue(mallory.answers(RejectReason.ACCOUNT_NOT_OWNED) > 0, "an order for another's account");
            assertTrue(mallory.answers(RejectReason.NONE) > 0, "the rate itself is let through");
            final long refused = mallory.answers(RejectReason.RATE_EXCEEDED);
            assertTrue(refused > HOSTILE_ORDERS / 2, "refused above the rate: " + refused);
            return refused;
        }
    }
}

package io.gavel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.client.RecoveredCommand.Outcome;
import io.gavel.schema.ExecType;
import io.gavel.schema.Role;
import io.gavel.schema.Side;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that dies at random stores of its journal, in its listener and between, over a way that loses, delays and
 * repeats, and comes back each time: every command is executed once or, where it was told so, never; every report comes
 * in its order, the one that was being handled at a death once more.
 */
@Timeout(300)
class JournalCrashTest
{
    private static final int RUNS = Integer.getInteger("gavel.test.journal.runs", 60);
    private static final int LIVES = 8;

    @TempDir
    Path directory;

    @Test
    void shouldLoseAndRepeatNothingWhereverTheProcessDies() throws IOException
    {
        final long firstSeed = Long.getLong("gavel.test.seed", 1);
        final TreeMap<String, Integer> seen = new TreeMap<>();
        for (long seed = firstSeed; seed < firstSeed + RUNS; seed++)
        {
            try
            {
                new Run(seed, seen).play();
            }
            catch (final AssertionError | RuntimeException e)
            {
                throw new AssertionError("again by -Dgavel.test.seed=" + seed + " -Dgavel.test.journal.runs=1", e);
            }
        }
        System.out.println("seeds " + firstSeed + ".." + (firstSeed + RUNS - 1) + ": " + seen);
        for (final String what : List.of("killed", "recovered EXECUTED", "recovered NOT_EXECUTED", "report again",
            "killed in placeOrder"))
        {
            assertTrue(RUNS < 50 || seen.getOrDefault(what, 0) > 0, "never seen: " + what + " in " + seen);
        }
    }

    /** One seed: a venue, a journal, and some lives of a broker. */
    private final class Run
    {
        private final Random random;
        private final TreeMap<String, Integer> seen;
        private final Path file;
        private final SimulatedVenue venue = new SimulatedVenue();
        private int alice;
        private int bob;
        private long aliceAccount;
        private long bobAccount;
        private long nextClOrdId = 1;
        // What the broker knows, over all its lives.
        private final Set<Long> handedIn = new HashSet<>();
        private final Set<Long> attempted = new HashSet<>();
        private final Map<Long, Outcome> known = new HashMap<>();
        private long lastReportSeq;
        private boolean isFirstReportOfLife;

        Run(final long seed, final TreeMap<String, Integer> seen)
        {
            random = new Random(seed);
            this.seen = seen;
            file = directory.resolve("seed-" + seed);
        }

        void play() throws IOException
        {
            setUp();
            for (int life = 0; life < LIVES; life++)
            {
                live(life == LIVES - 1);
            }
            check();
            Files.delete(file);
        }

        private void setUp()
        {
            final SimulatedClient lister = new SimulatedClient(venue, 0).connected();
            lister.now(lister.client().operator().addInstrument("AAPL", "USD", new BigDecimal("0.01"), 1));
            final SimulatedClient operator = new SimulatedClient(venue, 0).connected();
            final GavelOperator calls = operator.client().operator();
            alice = (int)operator.now(calls.addParticipant("alice", new char[]{'a'}, Role.TRADER)).resultId();
            bob = (int)operator.now(calls.addParticipant("bob", new char[]{'b'}, Role.TRADER)).resultId();
            aliceAccount = operator.now(calls.addAccount(alice)).resultId();
            bobAccount = operator.now(calls.addAccount(bob)).resultId();
            operator.now(calls.depositCash(aliceAccount, "USD", new BigDecimal("1000000000")));
            operator.now(calls.depositShares(bobAccount, "AAPL", 1_000_000));
        }

        private void live(final boolean isLast)
        {
            final MortalMemory[] memory = new MortalMemory[1];
            final Recovery policy = random.nextInt(3) == 0 ? Recovery.WITHDRAW : Recovery.RESEND;
            final SimulatedClient client = new SimulatedClient(venue, alice,
                new GavelClient.Context().journal(file).recovery(policy).recoveredCommandListener(this::onRecovered),
                (settings) -> SessionJournal.open(file, JournalRecoveryTest.owner(settings), 1024, false, (map) ->
                {
                    memory[0] = new MortalMemory(map);
                    return memory[0];
                }));
            isFirstReportOfLife = true;
            client.onReport((report) -> onReport(report, isLast ? null : memory[0]));
            final List<byte[]> late = new ArrayList<>();
            try
            {
                if (!isLast)
                {
                    memory[0].killAfter(random.nextInt(random.nextBoolean() ? 60 : 600));
                    loseSome(client, late);
                }
                trade(client);
                if (isLast)
                {
                    finish(client);
                }
            }
            catch (final MortalMemory.Killed e)
            {
                count("killed");
            }
            end(client, memory[0], late);
        }

        private void loseSome(final SimulatedClient client, final List<byte[]> late)
        {
            final int lossPercent = random.nextInt(25);
            final boolean isDelayed = random.nextBoolean();
            client.transport().loseIn((message) ->
                random.nextInt(100) < lossPercent && (!isDelayed || late.add(message)));
            client.transport().loseOut((message) -> random.nextInt(100) < lossPercent);
            client.transport().repeat(random.nextBoolean());
        }

        private void trade(final SimulatedClient client)
        {
            client.transport().connect(random.nextInt(3));
            client.runAfter(1);
            for (int i = 0; i < 20; i++)
            {
                assertEquals(null, client.core().session().terminalCause());
                for (int order = random.nextInt(5); order > 0; order--)
                {
                    place(client);
                }
                if (random.nextInt(4) == 0)
                {
                    sell();
                }
                if (random.nextInt(8) == 0)
                {
                    client.transport().connect(random.nextInt(3));
                }
                client.runAfter(random.nextInt(1_500_000_000));
            }
        }

        private void place(final SimulatedClient client)
        {
            final long clOrdId = nextClOrdId++;
            attempted.add(clOrdId);
            final CompletableFuture<ExecutionReport> answer;
            try
            {
                // Instruments are read while connecting; without them the call would ask on another thread.
                if (client.core().session().connected().isDone())
                {
                    answer = client.client().placeOrder(
                        NewOrder.limit("AAPL", Side.BUY, 2, "10.00").account(aliceAccount).clOrdId(clOrdId));
                    handedIn.add(clOrdId);
                }
            }
            catch (final MortalMemory.Killed e)
            {
                count("killed in placeOrder");
                throw e;
            }
        }

        private void sell()
        {
            final SimulatedClient other = new SimulatedClient(venue, bob).connected();
            other.now(other.client().placeOrder(
                NewOrder.limit("AAPL", Side.SELL, 1 + random.nextInt(6), "10.00").account(bobAccount)));
            other.transport().disconnect();
            other.run();
        }

        private void onReport(final ExecutionReport report, final MortalMemory memory)
        {
            if (report.reportSeq() == lastReportSeq && isFirstReportOfLife)
            {
                count("report again");
            }
            else
            {
                assertEquals(lastReportSeq + 1, report.reportSeq(), () -> "out of order: " + report);
            }
            isFirstReportOfLife = false;
            lastReportSeq = report.reportSeq();
            if (report.clientSeq() != 0)
            {
                assertEquals(ExecType.NEW, report.execType(), report::toString);
                learn(report.clOrdId(), Outcome.EXECUTED);
            }
            if (memory != null && random.nextInt(60) == 0)
            {
                memory.killAfter(0);
                throw new MortalMemory.Killed();
            }
        }

        private void onRecovered(final RecoveredCommand command)
        {
            count("recovered " + command.outcome());
            assertTrue(attempted.contains(command.clOrdId()), () -> "never handed in: " + command);
            learn(command.clOrdId(), command.outcome());
        }

        private void learn(final long clOrdId, final Outcome outcome)
        {
            final Outcome before = known.put(clOrdId, outcome);
            assertTrue(before == null || before == outcome, () -> clOrdId + " was " + before + ", and is " + outcome);
        }

        /** The process is gone; what it had on the way comes now or never, and its session may stay. */
        private void end(final SimulatedClient client, final MortalMemory memory, final List<byte[]> late)
        {
            memory.killAfter(Long.MAX_VALUE);
            client.die();
            final long sessionId = client.transport().sessionId();
            if (sessionId != 0 && random.nextBoolean())
            {
                late.forEach((message) -> venue.onMessage(sessionId, message));
            }
            if (sessionId != 0 && random.nextInt(3) == 0)
            {
                venue.closeSession(sessionId);
            }
        }

        private void finish(final SimulatedClient client)
        {
            for (int i = 0; i < 4; i++)
            {
                client.runAfter(CommandFlow.STALL_TIMEOUT_NS * 2);
            }
            assertEquals(List.of(), client.errors());
        }

        private void check()
        {
            final SimulatedClient reader =
                new SimulatedClient(venue, alice, new GavelClient.Context().connectionId(9)).connected();
            final Map<Long, Integer> executions = venue.executedNewOrders(alice);
            executions.forEach((clOrdId, times) ->
                assertEquals(1, times, () -> "order " + clOrdId + " was executed " + times + " times"));
            for (final long clOrdId : handedIn)
            {
                final Outcome outcome = known.get(clOrdId);
                assertTrue(outcome != null, () -> "nobody was told of order " + clOrdId);
                assertEquals(outcome == Outcome.EXECUTED, executions.containsKey(clOrdId), () ->
                    "order " + clOrdId + " is said to be " + outcome);
            }
            assertTrue(attempted.containsAll(executions.keySet()));
            assertEquals(Set.of(), difference(executions.keySet(), known.keySet()));
            reader.transport().disconnect();
            reader.run();
        }

        private Set<Long> difference(final Set<Long> from, final Set<Long> without)
        {
            final Set<Long> rest = new HashSet<>(from);
            rest.removeAll(without);
            return rest;
        }

        private void count(final String what)
        {
            seen.merge(what, 1, Integer::sum);
        }
    }
}

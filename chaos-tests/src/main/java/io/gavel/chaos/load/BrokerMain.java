package io.gavel.chaos.load;

import io.gavel.client.ExecutionReport;
import io.gavel.client.GavelClient;
import io.gavel.client.RecoveredCommand;
import io.gavel.client.RecoveredCommandListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A broker in a process of its own, that may be killed at any time: it keeps its own journal and the SDK's, and comes
 * back with both. It is told what to do by lines on standard input ({@code trade}, {@code rest TOKEN}), and ends with
 * it.
 */
public final class BrokerMain
{
    private static final long REST_PATIENCE_S = 90;

    private BrokerMain()
    {
    }

    /**
     * Trades until standard input ends.
     *
     * @param args a file of properties, as {@link BrokerProcess} writes it.
     * @throws Exception where the venue does not let the broker in, or a journal can't be used.
     */
    public static void main(final String[] args) throws Exception
    {
        final Properties properties = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(Path.of(args[0])))
        {
            properties.load(reader);
        }
        try (JournalFile journal = new JournalFile(Path.of(properties.getProperty("journal"))))
        {
            run(journal, properties);
        }
    }

    private static void run(final JournalFile journal, final Properties properties) throws Exception
    {
        final BrokerSettings settings = new BrokerSettings(
            properties.getProperty("name"),
            properties.getProperty("password"),
            properties.getProperty("members"),
            Long.parseLong(properties.getProperty("accountId")),
            Integer.parseInt(properties.getProperty("commandsPerSecond")),
            Long.parseLong(properties.getProperty("seed")) + journal.lastReportSeq(),
            List.of(properties.getProperty("symbols").split(",")));
        final CountDownLatch recovered = new CountDownLatch(1);
        final GavelClient.Context context = settings.context()
            .journal(Path.of(properties.getProperty("sdkJournal")))
            .lastReportSeq(journal.lastReportSeq())
            .recoveredCommandListener(new Recovered(journal, recovered));
        try (Broker broker = new Broker(settings, journal, context, System.out::println))
        {
            if (!recovered.await(REST_PATIENCE_S, TimeUnit.SECONDS))
            {
                throw new IllegalStateException("the SDK did not resolve what the earlier process left");
            }
            journal.recoveryComplete();
            obey(broker, journal);
        }
    }

    private static void obey(final Broker broker, final JournalFile journal) throws IOException, InterruptedException
    {
        final BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine())
        {
            if (order.equals("trade"))
            {
                broker.trade(true);
            }
            else if (order.startsWith("rest "))
            {
                broker.trade(false);
                if (broker.awaitRest(System.nanoTime() + TimeUnit.SECONDS.toNanos(REST_PATIENCE_S)))
                {
                    journal.rests(order.substring("rest ".length()));
                }
            }
            else
            {
                throw new IllegalArgumentException("'" + order + "': expected trade, or rest and a token");
            }
        }
    }

    /** Writes down what became of the commands that an earlier process left. */
    private record Recovered(JournalFile journal, CountDownLatch complete) implements RecoveredCommandListener
    {
        @Override
        public void onRecovered(final RecoveredCommand command)
        {
            if (command.outcome() == RecoveredCommand.Outcome.UNKNOWN)
            {
                journal.problem("the SDK could not find out what became of " + command);
                return;
            }
            final CommandKind kind = switch (command.kind())
            {
                case CANCEL -> CommandKind.CANCEL;
                case REPLACE -> CommandKind.REPLACE;
                default -> CommandKind.NEW;
            };
            journal.recovered(kind, kind == CommandKind.CANCEL ? 0 : command.clOrdId(), command.orderId(),
                command.report() instanceof ExecutionReport report ? new Answer(System.nanoTime(),
                report.clientSeq(), report.eventSeq(), report.orderId(), report.execType()) : null);
        }

        @Override
        public void onRecoveryComplete(final int commands)
        {
            complete.countDown();
        }
    }
}

package io.gavel.benchmarks;

import io.gavel.reference.FlowShape;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The order book beside those of exchange-core and parity-match: the same flows, in turns, in one process. A figure
 * counts only where the trades of all are equal.
 */
public final class BookBenchmark
{
    private static final int WARM_UP_ROUNDS = 2;

    private final Map<String, BookRun.Maker> makes = new LinkedHashMap<>();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final PrintStream out;

    // Million commands a second by round: by the clock, and by the time that the thread had a processor. The second is
    // the steadier where others use the machine, but leaves out what the collector's own thread does for a book.
    private record Rates(double[] wall, double[] cpu)
    {
    }

    private record Workload(String name, FlowShape shape)
    {
    }

    private BookBenchmark(final PrintStream out)
    {
        this.out = out;
        makes.put("gavel", GavelRun::new);
        makes.put("exchange-core", ExchangeCoreRun::direct);
        makes.put("parity-match", ParityRun::new);
    }

    /**
     * Runs every workload.
     *
     * @param args commands to measure in a round (default 1,000,000), rounds (default 5), seed (default 1).
     */
    public static void main(final String[] args)
    {
        try
        {
            final int commands = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
            final int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
            final long seed = args.length > 2 ? Long.parseLong(args[2]) : 1;
            if (commands < 1 || rounds < 1)
            {
                throw new NumberFormatException("commands and rounds must be 1 or more");
            }
            System.exit(new BookBenchmark(System.out).run(commands, rounds, seed) ? 0 : 1);
        }
        catch (final NumberFormatException e)
        {
            System.err.println("expected [commands [rounds [seed]]]: " + e.getMessage());
            System.exit(2);
        }
    }

    private boolean run(final int commands, final int rounds, final long seed)
    {
        out.println(environment());
        out.printf("%,d commands a round after the books are filled, median of %d rounds, seed %d%n",
            commands, rounds, seed);
        boolean isEqual = true;
        for (final Workload workload : List.of(
            new Workload("1 symbol x 1,000 orders", new FlowShape(1, 1_000, 1, 100, 500, 15, true)),
            new Workload("100 symbols x 1,000 orders", new FlowShape(100, 100_000, 1, 100, 500, 15, true)),
            new Workload("1 symbol x 100,000 orders", new FlowShape(1, 100_000, 1, 2_000, 500, 15, true)),
            new Workload("1 symbol x 10,000 orders, 64 ticks apart",
                new FlowShape(1, 10_000, 64, 1_000, 500, 15, true))))
        {
            isEqual &= run(workload, commands, rounds, seed);
        }
        return isEqual;
    }

    private boolean run(final Workload workload, final int commands, final int rounds, final long seed)
    {
        final BookFlow flow = BookFlow.random(seed, workload.shape(), commands);
        final Map<String, Rates> rates = new LinkedHashMap<>();
        final Map<String, TradeDigest> digests = new LinkedHashMap<>();
        makes.keySet().forEach(make -> rates.put(make, new Rates(new double[rounds], new double[rounds])));
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++)
        {
            for (final Map.Entry<String, BookRun.Maker> make : makes.entrySet())
            {
                final TradeDigest digest = new TradeDigest();
                final BookRun books = make.getValue().make(flow, digest);
                books.run(0, flow.fillSize());
                System.gc();
                final long startCpu = threads.getCurrentThreadCpuTime();
                final long start = System.nanoTime();
                books.run(flow.fillSize(), flow.size());
                final double microseconds = (System.nanoTime() - start) / 1e3;
                final double cpuMicroseconds = (threads.getCurrentThreadCpuTime() - startCpu) / 1e3;
                if (round >= 0)
                {
                    rates.get(make.getKey()).wall[round] = commands / microseconds;
                    rates.get(make.getKey()).cpu[round] = commands / cpuMicroseconds;
                }
                digests.put(make.getKey(), digest);
            }
        }
        return print(workload, flow, rates, digests);
    }

    private boolean print(
        final Workload workload,
        final BookFlow flow,
        final Map<String, Rates> rates,
        final Map<String, TradeDigest> digests)
    {
        final TradeDigest first = digests.values().iterator().next();
        final boolean isEqual = digests.values().stream()
            .allMatch(digest -> digest.value() == first.value() && digest.trades() == first.trades());
        out.printf("%n%s (%,d commands to fill, %,d trades, digests %s)%n",
            workload.name(), flow.fillSize(), first.trades(), isEqual ? "equal" : "DIFFER");
        final Rates ours = rates.values().iterator().next();
        rates.forEach((make, theirs) -> out.printf(
            "  %-14s %7.2f M commands/s (%.2f to %.2f), gavel is %.1f x; %7.2f M/s of its thread's time, %.1f x; " +
            "digest %016x%n", make, median(theirs.wall), Arrays.stream(theirs.wall).min().orElse(0),
            Arrays.stream(theirs.wall).max().orElse(0), median(ours.wall) / median(theirs.wall), median(theirs.cpu),
            median(ours.cpu) / median(theirs.cpu), digests.get(make).value()));
        return isEqual;
    }

    private static double median(final double[] values)
    {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static String environment()
    {
        final RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        return runtime.getVmName() + " " + runtime.getVmVersion() + ", " + System.getProperty("os.name") + " " +
            System.getProperty("os.version") + " " + System.getProperty("os.arch") + ", " +
            Runtime.getRuntime().availableProcessors() + " processors, load " +
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() + ", heap " +
            (Runtime.getRuntime().maxMemory() >> 20) + " MB, " +
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName).collect(Collectors.joining(" and "));
    }
}

package io.gavel.ops.match;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.engine.InvariantViolation;
import io.gavel.reference.FlowCommand;
import io.gavel.reference.FlowGenerator;
import io.gavel.reference.FlowReport;
import io.gavel.reference.FlowShape;
import io.gavel.reference.ReferenceMatcher;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gavel match}: the matching engine alone over an order flow, or over random ones beside the naive engine. */
@Command(
    name = "match",
    mixinStandardHelpOptions = true,
    description = "Run the matching engine alone over an order flow file, or compare it with a naive one.",
    footer = {
        "",
        "The flow is CSV:    " + FlowCommand.HEADER,
        "The reports are:    " + FlowReport.HEADER,
        "",
        "  gavel match --input flow.csv --output reports.csv",
        "  gavel match --random --seeds 100"})
public final class MatchCommand implements Callable<Integer>
{
    private static final String STANDARD = "-";

    @Spec
    private CommandSpec spec;

    @Option(names = "--input", paramLabel = "FLOW", description = "Order flow to read, - for standard input.")
    private String input;

    @Option(names = "--output", paramLabel = "REPORTS", description = "Reports to write, - for standard output.")
    private String output;

    @Option(names = "--random", description = "Compare with the naive engine on random flows instead.")
    private boolean isRandom;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "100",
        description = "How many random flows (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--from", paramLabel = "S", defaultValue = "1",
        description = "Seed of the first random flow (default: ${DEFAULT-VALUE}).")
    private long from;

    @Option(names = "--commands", paramLabel = "N", defaultValue = "5000",
        description = "Commands of each random flow (default: ${DEFAULT-VALUE}).")
    private int commands;

    @Option(names = "--json", description = "Print a summary as one JSON document.")
    private boolean isJson;

    /** With its standard options. */
    public MatchCommand()
    {
    }

    /**
     * Runs the command.
     *
     * @return 0 where it did what it says, 1 where the engines differ or the reports can't be written, 2 where an
     *         argument or the flow is wrong.
     */
    @Override
    public Integer call()
    {
        if (isRandom)
        {
            return null != input || null != output ? usage("--random takes neither --input nor --output") :
                seeds < 1 || commands < 1 ? usage("--seeds and --commands must be 1 or more") :
                compare();
        }
        if (null == input || null == output)
        {
            return usage("--input FLOW and --output REPORTS are needed (- for standard input and output), or --random");
        }
        if (isJson && STANDARD.equals(output))
        {
            return usage("--json and --output - both want standard output: give --output a file");
        }
        return match();
    }

    private int match()
    {
        final Tally tally = new Tally();
        final FlowMatcher matcher;
        try (
            FlowFile flow = open();
            ReportFile file = create())
        {
            matcher = new FlowMatcher(report ->
            {
                tally.onReport(report);
                file.onReport(report);
            });
            FlowCommand command = read(flow);
            while (null != command)
            {
                tally.commands++;
                matcher.onCommand(command);
                command = read(flow);
            }
            try
            {
                file.complete();
            }
            catch (final IOException e)
            {
                return fail(1, "can't write " + output + ": " + reason(e));
            }
        }
        catch (final FlowFormatException e)
        {
            return fail(2, input + " " + e.getMessage());
        }
        catch (final ArgumentException e)
        {
            return fail(2, e.getMessage());
        }
        catch (final IOException e)
        {
            return fail(1, "can't finish " + output + ": " + reason(e));
        }
        summarize(tally, matcher);
        return 0;
    }

    private FlowFile open() throws FlowFormatException, ArgumentException
    {
        try
        {
            final InputStream stream = STANDARD.equals(input) ? System.in : Files.newInputStream(Path.of(input));
            // Names are passed on byte for byte, whatever their encoding.
            return new FlowFile(new InputStreamReader(stream, StandardCharsets.ISO_8859_1));
        }
        catch (final IOException | InvalidPathException e)
        {
            throw new ArgumentException("can't read --input " + input + ": " + reason(e));
        }
    }

    private FlowCommand read(final FlowFile flow) throws FlowFormatException, ArgumentException
    {
        try
        {
            return flow.next();
        }
        catch (final IOException e)
        {
            throw new ArgumentException("can't read --input " + input + ": " + reason(e));
        }
    }

    private ReportFile create() throws ArgumentException
    {
        try
        {
            return STANDARD.equals(output) ?
                new ReportFile(null, new StandardOutput()) : new ReportFile(Path.of(output), null);
        }
        catch (final IOException | InvalidPathException e)
        {
            throw new ArgumentException("can't write --output " + output + ": " + reason(e));
        }
    }

    private void summarize(final Tally tally, final FlowMatcher matcher)
    {
        if (isJson)
        {
            final ObjectNode json = new ObjectMapper().createObjectNode();
            json.put("input", input).put("output", output).put("commands", tally.commands)
                .put("reports", tally.reports).put("trades", tally.trades).put("rejects", tally.rejects)
                .put("openOrders", matcher.openOrders()).put("symbols", matcher.symbols());
            spec.commandLine().getOut().println(json);
        }
        else
        {
            // The reports themselves may have gone to standard output, by whatever name.
            final boolean isFile = !STANDARD.equals(output) && Files.isRegularFile(Path.of(output));
            (isFile ? spec.commandLine().getOut() : spec.commandLine().getErr()).printf(
                "%,d commands, %,d trades, %,d rejects, %,d orders open in %,d books: %,d reports%n",
                tally.commands, tally.trades, tally.rejects, matcher.openOrders(), matcher.symbols(), tally.reports);
        }
    }

    private int compare()
    {
        final ObjectNode json = new ObjectMapper().createObjectNode();
        final var failed = json.put("seeds", seeds).put("from", from).put("commandsPerSeed", commands)
            .putArray("failed");
        long reports = 0;
        for (int i = 0; i < seeds; i++)
        {
            final long seed = from + i;
            final List<FlowCommand> flow = FlowGenerator.flow(seed, FlowShape.of(seed), commands);
            final List<FlowReport> expected = ReferenceMatcher.run(flow);
            reports += expected.size();
            final String difference = difference(expected, flow);
            if (null != difference)
            {
                failed.add(seed);
                (isJson ? spec.commandLine().getErr() : spec.commandLine().getOut())
                    .println("seed " + seed + ": " + difference);
            }
        }
        if (isJson)
        {
            spec.commandLine().getOut().println(json.put("reports", reports));
        }
        else
        {
            spec.commandLine().getOut().printf("%,d of %,d seeds equal, %,d commands each, %,d reports%n",
                seeds - failed.size(), seeds, commands, reports);
        }
        return failed.isEmpty() ? 0 : 1;
    }

    private static String difference(final List<FlowReport> expected, final List<FlowCommand> flow)
    {
        final List<FlowReport> actual;
        try
        {
            actual = FlowMatcher.run(flow);
        }
        catch (final InvariantViolation e)
        {
            return "broken invariant: " + e.getMessage();
        }
        catch (final RuntimeException e)
        {
            // Whatever broke, the seed that shows it is what the caller came for.
            return "the engine failed: " + e;
        }
        for (int i = 0; i < Math.max(expected.size(), actual.size()); i++)
        {
            final FlowReport naive = i < expected.size() ? expected.get(i) : null;
            final FlowReport real = i < actual.size() ? actual.get(i) : null;
            if (!Objects.equals(naive, real))
            {
                return "report " + (i + 1) + ": expected " + (null == naive ? "no more" : naive.toCsv()) +
                    ", actual=" + (null == real ? "no more" : real.toCsv());
            }
        }
        return null;
    }

    private int usage(final String message)
    {
        return fail(CommandLine.ExitCode.USAGE, message);
    }

    private int fail(final int status, final String message)
    {
        spec.commandLine().getErr().println("gavel match: " + message);
        return status;
    }

    private static String reason(final Exception e)
    {
        return e instanceof NoSuchFileException ? "there is no such file or directory" :
            e instanceof AccessDeniedException ? "permission denied" :
            e instanceof final FileSystemException f && null != f.getReason() ? f.getReason() : e.getMessage();
    }

    private static final class Tally
    {
        private long commands;
        private long reports;
        private long trades;
        private long rejects;

        void onReport(final FlowReport report)
        {
            reports++;
            switch (report.type())
            {
                case TRADE -> trades++;
                case REJECTED, CANCEL_REJECTED, REPLACE_REJECTED -> rejects++;
                default ->
                {
                }
            }
        }
    }

    /** An argument that names something that can't be used. */
    private static final class ArgumentException extends Exception
    {
        private static final long serialVersionUID = 1L;

        ArgumentException(final String message)
        {
            super(message);
        }
    }

    /** Standard output whose end of life is not ours. A write that fails is told, which PrintStream does not. */
    private static final class StandardOutput extends FilterOutputStream
    {
        StandardOutput()
        {
            super(System.out);
        }

        @Override
        public void write(final byte[] bytes, final int offset, final int length) throws IOException
        {
            out.write(bytes, offset, length);
            if (System.out.checkError())
            {
                throw new IOException("standard output is closed");
            }
        }

        @Override
        public void close() throws IOException
        {
            flush();
        }
    }
}

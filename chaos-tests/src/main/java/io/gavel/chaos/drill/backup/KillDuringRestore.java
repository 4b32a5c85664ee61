package io.gavel.chaos.drill.backup;

import com.fasterxml.jackson.databind.JsonNode;
import io.gavel.chaos.drill.Drill;
import io.gavel.chaos.drill.DrillStage;
import io.gavel.ops.Gavel;
import io.gavel.ops.cli.Output;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A restore is killed at moments of chance and called again: each directory is blank or whole all the while. */
public final class KillDuringRestore implements Drill
{
    private static final String CATALOG = "archive.catalog";
    private static final int KILLS = 4;
    private static final long PATIENCE_S = 90;

    @Override
    public String name()
    {
        return "kill-during-restore";
    }

    @Override
    public String description()
    {
        return "kill -9 of a restore, again and again; no directory is half made, and the same command then succeeds";
    }

    @Override
    public Duration bound()
    {
        return Duration.ofSeconds(1);
    }

    @Override
    public Optional<String> leftOutOfBuild()
    {
        return Optional.of("it restores a venue of a shared log again and again, which takes more than a minute");
    }

    @Override
    public void run(final DrillStage stage) throws Exception
    {
        final int node = stage.anyFollower();
        stage.fault("kill -9 of node " + node + ", a follower, whose files are restored from");
        stage.killNode(node);
        stage.awaitNewAnswer();
        final Path source = stage.venue().nodeData(node);
        final Path work = Files.createTempDirectory(stage.venue().directory(), "restores");
        final List<Path> whole = List.of(work.resolve("whole0"), work.resolve("whole1"));
        final List<Path> targets = List.of(work.resolve("node0"), work.resolve("node1"));
        final long startNs = System.nanoTime();
        final JsonNode expected = finish(start(source, whole, work.resolve("whole.json")), work.resolve("whole.json"));
        final long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
        final Path out = work.resolve("killed.json");
        for (int i = 0; i < KILLS; i++)
        {
            final long afterMs = 1 + stage.random().nextLong(tookMs);
            final Process restore = start(source, targets, out);
            final boolean isDone = restore.waitFor(afterMs, TimeUnit.MILLISECONDS);
            restore.destroyForcibly().waitFor();
            stage.progress((isDone ? "it was done when it was to be killed " : "killed the restore ") + afterMs +
                " ms after its start, of " + tookMs + " ms: " + checkTargets(stage, targets, whole));
        }
        final JsonNode again = finish(start(source, targets, out), out);
        for (final String field : List.of("logPosition", "eventSeq", "eventPosition", "stateHash"))
        {
            stage.check(expected.hasNonNull(field) && expected.path(field).equals(again.path(field)),
                "expected " + field + " " + expected.path(field) + " as without a kill, found: " + again.path(field));
        }
        for (int i = 0; i < targets.size(); i++)
        {
            stage.check(areEqual(targets.get(i), whole.get(i)), targets.get(i) + " has other files than " +
                whole.get(i) + ", which was restored without a kill");
        }
        stage.startNode(node);
        stage.awaitCaughtUp(node);
        stage.awaitAnswers(100);
    }

    private static Process start(final Path from, final List<Path> to, final Path out) throws IOException
    {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(argument -> argument.startsWith("--")).forEach(command::add);
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp",
            System.getProperty("java.class.path"), Gavel.class.getName(), "restore", "--from", from.toString(),
            "--to", to.stream().map(Path::toString).collect(Collectors.joining(",")), "--json"));
        return new ProcessBuilder(command).redirectOutput(out.toFile())
            .redirectError(out.resolveSibling(out.getFileName() + ".err").toFile()).start();
    }

    private static JsonNode finish(final Process restore, final Path out) throws IOException, InterruptedException
    {
        if (!restore.waitFor(PATIENCE_S, TimeUnit.SECONDS))
        {
            restore.destroyForcibly().waitFor();
            throw new IllegalStateException("a restore was not done after " + PATIENCE_S + " s");
        }
        if (restore.exitValue() != 0)
        {
            throw new IllegalStateException("a restore ended with status " + restore.exitValue() + ": " +
                Files.readString(out.resolveSibling(out.getFileName() + ".err")).strip());
        }
        return Output.JSON.readTree(out.toFile());
    }

    private static String checkTargets(final DrillStage stage, final List<Path> targets, final List<Path> whole)
        throws IOException
    {
        final List<String> found = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++)
        {
            final boolean isBlank = files(targets.get(i)).isEmpty();
            final boolean isWhole = !isBlank && areEqual(targets.get(i), whole.get(i));
            found.add(targets.get(i).getFileName() + (isBlank ? " is blank" : isWhole ? " is whole" : " is half made"));
            stage.check(isBlank || isWhole, "expected " + targets.get(i) + " to be blank or whole after the kill, " +
                "found " + files(targets.get(i)));
        }
        return String.join(", ", found);
    }

    private static TreeSet<String> files(final Path dir) throws IOException
    {
        if (!Files.exists(dir))
        {
            return new TreeSet<>();
        }
        try (Stream<Path> files = Files.walk(dir))
        {
            return files.filter(Files::isRegularFile).map(file -> dir.relativize(file).toString())
                .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static boolean areEqual(final Path left, final Path right) throws IOException
    {
        final TreeSet<String> names = files(left);
        if (!names.equals(files(right)))
        {
            return false;
        }
        for (final String name : names)
        {
            // The archive notes in its catalog at what time it closed a recording that a killed node left open.
            final boolean isEqual = name.endsWith(CATALOG) ?
                Files.size(left.resolve(name)) == Files.size(right.resolve(name)) :
                Files.mismatch(left.resolve(name), right.resolve(name)) < 0;
            if (!isEqual)
            {
                return false;
            }
        }
        return true;
    }
}

package io.gavel.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, with a JDK and a Maven that only tell how they were called. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LauncherTest
{
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private Path temporary;

    private Path root;
    private Path jdk;
    private Path tools;

    /** How a run of the launcher ended. */
    private record Ended(int status, List<String> out, List<String> err)
    {
    }

    @BeforeEach
    void makeProject() throws IOException
    {
        root = temporary.resolve("a project with spaces");
        Files.createDirectories(root.resolve("ops/src/main"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.writeString(root.resolve("ops/pom.xml"), "<project/>");
        for (final String module : List.of("schema", "test-support", "cluster-node", "client-sdk",
            "market-data-gateway"))
        {
            Files.createDirectories(root.resolve(module));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
        }
        script(root.resolve("gavel"), Files.readString(PROJECT.resolve("gavel")));
        jdk = fakeJdk("jdk of the test", "21.0.1");
        tools = Files.createDirectories(temporary.resolve("tools"));
        script(tools.resolve("mvn"), "#!/bin/bash\necho called >>\"$MVN_LOG\"\nsleep 0.3\n" +
            "mkdir -p ops/target/lib\ntouch ops/target/ops-1.jar\n");
    }

    private Path fakeJdk(final String name, final String version) throws IOException
    {
        final Path home = temporary.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), "#!/bin/bash\nprintf '%s\\n' \"$@\"\n");
        script(home.resolve("bin/javac"), "#!/bin/bash\n");
        return home;
    }

    private static void script(final Path file, final String text) throws IOException
    {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Process start(final Path launcher, final String path, final String... arguments) throws IOException
    {
        final List<String> command = new ArrayList<>(List.of("/bin/bash", launcher.toString()));
        command.addAll(Arrays.asList(arguments));
        final ProcessBuilder builder = new ProcessBuilder(command).directory(temporary.toFile());
        builder.environment().put("PATH", path);
        builder.environment().put("GAVEL_JAVA_HOME", jdk.toString());
        builder.environment().put("MVN_LOG", temporary.resolve("mvn.log").toString());
        builder.environment().remove("GAVEL_JAVA_OPTS");
        return builder.start();
    }

    private Ended run(final Path launcher, final String path, final String... arguments)
        throws IOException, InterruptedException
    {
        final Process process = start(launcher, path, arguments);
        final List<String> out = lines(process.getInputStream().readAllBytes());
        final List<String> err = lines(process.getErrorStream().readAllBytes());
        return new Ended(process.waitFor(), out, err);
    }

    private static List<String> lines(final byte[] bytes)
    {
        return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }

    private String path()
    {
        return tools + ":/usr/bin:/bin";
    }

    @Test
    void shouldBuildOnceAndThenRunTheCommandLineWithItsArguments() throws Exception
    {
        final Ended first = run(root.resolve("gavel"), path(), "order", "new", "two words");
        assertEquals(0, first.status, first.err.toString());
        assertTrue(first.err.get(0).startsWith("gavel: building"), first.err.toString());
        assertEquals(List.of("io.gavel.ops.Gavel", "order", "new", "two words"),
            first.out.subList(first.out.size() - 4, first.out.size()));
        assertTrue(first.out.contains("-Dgavel.home=" + root.toRealPath()), first.out.toString());
        assertTrue(first.out.get(first.out.size() - 5).contains("/ops/target/ops-1.jar:"), first.out.toString());

        final Ended second = run(root.resolve("gavel"), path(), "status");
        assertEquals(List.of(), second.err);
        assertEquals(1, Files.readAllLines(temporary.resolve("mvn.log")).size());
    }

    @Test
    void shouldBuildAModuleOnlyWhereACommandOfItIsCalled() throws Exception
    {
        script(tools.resolve("mvn"), "#!/bin/bash\necho \"$*\" >>\"$MVN_LOG\"\n" +
            "mkdir -p ops/target/lib chaos-tests/target/lib\n" +
            "touch ops/target/ops-1.jar chaos-tests/target/chaos-tests-1.jar\n");
        Files.createDirectories(root.resolve("chaos-tests"));
        Files.writeString(root.resolve("chaos-tests/pom.xml"), "<project/>");
        run(root.resolve("gavel"), path(), "status");
        final Ended drill = run(root.resolve("gavel"), path(), "drill", "list");
        assertEquals(0, drill.status, drill.err.toString());
        assertTrue(drill.out.get(drill.out.size() - 4).contains("/chaos-tests/target/chaos-tests-1.jar:"),
            drill.out.toString());
        run(root.resolve("gavel"), path(), "drill", "list");
        final List<String> calls = Files.readAllLines(temporary.resolve("mvn.log"));
        assertEquals(2, calls.size(), calls.toString());
        assertTrue(calls.get(0).contains("-pl ops ") && calls.get(1).contains("-pl chaos-tests "), calls.toString());
    }

    @Test
    void shouldBuildAgainWhenASourceIsNewerThanTheJars() throws Exception
    {
        run(root.resolve("gavel"), path(), "status");
        final Path source = root.resolve("ops/src/main/New.java");
        Files.writeString(source, "class New {}");
        Files.setLastModifiedTime(source, FileTime.fromMillis(System.currentTimeMillis() + 60_000));
        run(root.resolve("gavel"), path(), "status");
        assertEquals(2, Files.readAllLines(temporary.resolve("mvn.log")).size());
    }

    @Test
    void shouldBuildOnceForConcurrentCalls() throws Exception
    {
        final List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 4; i++)
        {
            processes.add(start(root.resolve("gavel"), path(), "status"));
        }
        for (final Process process : processes)
        {
            assertEquals(0, process.waitFor());
        }
        assertEquals(1, Files.readAllLines(temporary.resolve("mvn.log")).size());
    }

    @Test
    void shouldFindItsProjectThroughASymbolicLink() throws Exception
    {
        final Path link = Files.createSymbolicLink(temporary.resolve("linked"), root.resolve("gavel"));
        final Ended ended = run(link, path(), "status");
        assertEquals(0, ended.status, ended.err.toString());
        assertTrue(ended.out.contains("-Dgavel.home=" + root.toRealPath()), ended.out.toString());
    }

    @Test
    void shouldSayInOneLineThatThereIsNoMaven() throws Exception
    {
        final Path only = Files.createDirectories(temporary.resolve("only"));
        for (final String tool : List.of("dirname", "readlink", "sed", "find", "mkdir", "rm", "mv", "flock", "bash"))
        {
            final Path real = Files.exists(Path.of("/usr/bin", tool)) ?
                Path.of("/usr/bin", tool) : Path.of("/bin", tool);
            if (Files.exists(real))
            {
                script(only.resolve(tool), "#!/bin/bash\nexec " + real + " \"$@\"\n");
            }
        }
        final Ended ended = run(root.resolve("gavel"), only.toString(), "status");
        assertEquals(1, ended.status);
        assertEquals(1, ended.err.size(), ended.err.toString());
        assertTrue(ended.err.get(0).startsWith("gavel: Maven is needed"), ended.err.toString());
    }

    @Test
    void shouldSayInOneLineThatTheChosenJdkIsTooOld() throws Exception
    {
        jdk = fakeJdk("old", "11.0.2");
        final Ended ended = run(root.resolve("gavel"), path(), "status");
        assertEquals(1, ended.status);
        assertEquals(1, ended.err.size(), ended.err.toString());
        assertTrue(ended.err.get(0).contains("no JDK 17 or newer"), ended.err.toString());
    }

    @Test
    void shouldSayThatTheBuildFailed() throws Exception
    {
        script(tools.resolve("mvn"), "#!/bin/bash\necho '[ERROR] no' \nexit 1\n");
        final Ended ended = run(root.resolve("gavel"), path(), "status");
        assertEquals(1, ended.status);
        assertEquals(List.of(), ended.out);
        assertEquals("gavel: the build failed, as Maven says above", ended.err.get(ended.err.size() - 1));
    }

    @Test
    void shouldEndTestsWithTheirTotalsAndTheirStatus() throws Exception
    {
        script(tools.resolve("mvn"), "#!/bin/bash\n" +
            "echo '[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1, Time elapsed: 1 s -- in A'\n" +
            "echo '[INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 1'\n" +
            "echo '[ERROR] Tests run: 4, Failures: 1, Errors: 2, Skipped: 0'\n" +
            "echo '[WARNING] Tests run: 5, Failures: 0, Errors: 0, Skipped: 0, Flakes: 2'\nexit 1\n");
        final Ended ended = run(root.resolve("gavel"), path(), "test");
        assertEquals(1, ended.status);
        assertEquals("gavel test: 12 tests, 1 failures, 2 errors, 1 skipped, 2 flaky: FAILED",
            ended.out.get(ended.out.size() - 1));
        final Ended json = run(root.resolve("gavel"), path(), "test", "--json");
        assertEquals(
            List.of("{\"tests\":12,\"failures\":1,\"errors\":2,\"skipped\":1,\"flakes\":2," +
            "\"success\":false}"), json.out);
    }

    // A JDK that can keep what it loaded, and notes how it was called to do so.
    private void makeCachingJdk(final String rehearsal) throws IOException
    {
        jdk = fakeJdk("caching", "25.0.1");
        script(jdk.resolve("bin/java"), "#!/bin/bash\nfor argument in \"$@\"; do\ncase $argument in\n" +
            "-XX:AOTCacheOutput=*) echo \"$*\" >>'" + temporary.resolve("made.log") + "'\n" +
            "file=${argument#*=}\n" + rehearsal + "\nexit;;\nesac\ndone\nprintf '%s\\n' \"$@\"\n");
    }

    @Test
    void shouldMakeTheAheadOfTimeCacheOnceBeforeACommandThatStartsNodes() throws Exception
    {
        makeCachingJdk("echo classes >\"$file\"");
        assertTrue(run(root.resolve("gavel"), path(), "status").out.stream().noneMatch(this::isAboutCache));
        assertTrue(run(root.resolve("gavel"), path(), "demo", "--help").out.stream().noneMatch(this::isAboutCache));
        final Ended first = run(root.resolve("gavel"), path(), "demo");
        assertEquals(0, first.status, first.err.toString());
        assertEquals(1, first.err.size(), first.err.toString());
        final List<String> used = first.out.stream().filter(this::isAboutCache).toList();
        assertEquals(2, used.size(), first.out.toString());
        // Any other command has it as well from now on, and nobody makes it again.
        for (final String command : List.of("status", "node"))
        {
            final Ended next = run(root.resolve("gavel"), path(), command);
            assertEquals(List.of(), next.err);
            assertEquals(used, next.out.stream().filter(this::isAboutCache).toList());
        }
        final List<String> made = Files.readAllLines(temporary.resolve("made.log"));
        assertEquals(1, made.size(), made.toString());
        assertTrue(made.get(0).endsWith(" io.gavel.ops.venue.Rehearsal"), made.toString());

        // Other jars, another cache: the old one is not used, and is removed.
        Files.writeString(root.resolve("ops/target/ops-1.jar"), "changed");
        final Ended changed = run(root.resolve("gavel"), path(), "demo");
        assertTrue(changed.out.stream().noneMatch(used::contains), changed.out.toString());
        assertEquals(2, changed.out.stream().filter(this::isAboutCache).count());
        assertEquals(2, Files.readAllLines(temporary.resolve("made.log")).size());
        try (Stream<Path> left = Files.list(root.resolve(".gavel/aot")))
        {
            assertEquals(1, left.filter(file -> file.toString().endsWith(".aot")).count());
        }
    }

    @Test
    void shouldGoOnWithoutACacheThatCannotBeMade() throws Exception
    {
        makeCachingJdk("echo no memory; exit 1");
        final Ended first = run(root.resolve("gavel"), path(), "demo");
        assertEquals(0, first.status, first.err.toString());
        assertTrue(first.out.stream().noneMatch(this::isAboutCache), first.out.toString());
        assertTrue(first.err.get(first.err.size() - 1).startsWith("gavel: it could not be made"),
            first.err.toString());
        final Ended second = run(root.resolve("gavel"), path(), "demo");
        assertEquals(List.of(), second.err);
        assertEquals(1, Files.readAllLines(temporary.resolve("made.log")).size());
    }

    private boolean isAboutCache(final String argument)
    {
        return argument.startsWith("-XX:AOTCache=") || argument.startsWith("-Dgavel.aot.cache=");
    }

    @Test
    void shouldGiveTheFlagsThatTheBuildGives() throws Exception
    {
        final Matcher opens = Pattern.compile("<jvm.opens>(.*?)</jvm.opens>", Pattern.DOTALL)
            .matcher(Files.readString(PROJECT.resolve("pom.xml")));
        assertTrue(opens.find());
        final Pattern flag = Pattern.compile("--add-(?:opens|exports) [\\w./=-]+");
        assertEquals(flags(flag, opens.group(1)), flags(flag, Files.readString(PROJECT.resolve("gavel"))));
        jdk = fakeJdk("newest", "25");
        assertTrue(run(root.resolve("gavel"), path(), "status").out
            .contains("--sun-misc-unsafe-memory-access=allow"));
    }

    private static TreeSet<String> flags(final Pattern flag, final String text)
    {
        final TreeSet<String> flags = new TreeSet<>();
        final Matcher matcher = flag.matcher(text);
        while (matcher.find())
        {
            flags.add(matcher.group());
        }
        return flags;
    }
}

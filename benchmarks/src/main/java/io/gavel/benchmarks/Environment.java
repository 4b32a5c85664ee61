package io.gavel.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.ops.cli.Output;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where figures were measured.
 *
 * @param cores     that this JVM may use.
 * @param processor model, or a dash.
 * @param memoryMib of the machine, 0 where it is not known.
 * @param system    kind and version.
 * @param jdk       version.
 * @param load      processes that wanted to run in the last minute when the measuring began; below 0 where not known.
 */
public record Environment(int cores, String processor, long memoryMib, String system, String jdk, double load)
{
    /**
     * Looks around.
     *
     * @return this machine, now.
     */
    public static Environment here()
    {
        return new Environment(Runtime.getRuntime().availableProcessors(), field("/proc/cpuinfo", "model name", "-"),
            Long.parseLong(field("/proc/meminfo", "MemTotal", "0").replaceAll("[^0-9]", "")) / 1024,
            System.getProperty("os.name") + " " + System.getProperty("os.version"),
            System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String field(final String file, final String name, final String absent)
    {
        try (var lines = Files.lines(Path.of(file)))
        {
            return lines.filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst().orElse(absent);
        }
        catch (final IOException e)
        {
            // Not Linux: the figure is left out.
            return absent;
        }
    }

    /**
     * For a person.
     *
     * @return one line.
     */
    public String line()
    {
        return cores + " cores (" + processor + "), " + memoryMib + " MiB, " + system + ", " + jdk +
            (load < 0 ? "" : String.format(", load %.1f at the start", load));
    }

    /**
     * For a program.
     *
     * @return an object with the same figures.
     */
    public ObjectNode json()
    {
        return Output.object().put("cores", cores).put("processor", processor).put("memoryMib", memoryMib)
            .put("system", system).put("jdk", jdk).put("load", load);
    }
}

package io.gavel.ops.cli;

import java.util.List;

/**
 * Adds commands to the command line from a module that it does not depend on. Found by {@link java.util.ServiceLoader};
 * the launcher puts the module on the class path where one of its commands is called.
 */
public interface CommandProvider
{
    /**
     * The commands.
     *
     * @return classes with picocli's {@code @Command}, whose name is one that the launcher knows.
     */
    List<Class<?>> commands();
}

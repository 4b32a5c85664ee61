package io.gavel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A broker's code is compiled against this library and the JDK, whatever it is built on. */
class PublicApiTest
{
    private static final List<String> HIDDEN = List.of("io.aeron.", "org.agrona.", "io.gavel.engine.");

    @Test
    void shouldNameNoTypeOfWhatItIsBuiltOn() throws ReflectiveOperationException
    {
        final List<String> found = new ArrayList<>();
        int publicTypes = 0;
        for (final Class<?> type : types())
        {
            if (isVisible(type))
            {
                publicTypes++;
                signatures(type).stream()
                    .filter((signature) -> HIDDEN.stream().anyMatch(signature::contains))
                    .forEach(found::add);
            }
        }
        assertTrue(publicTypes >= 25, "public types found: " + publicTypes);
        assertEquals(List.of(), found);
    }

    private static List<Class<?>> types() throws ReflectiveOperationException
    {
        final Path directory = Path.of(GavelClient.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        final File[] files = directory.resolve("io/gavel/client").toFile()
            .listFiles((parent, name) -> name.endsWith(".class") && !"package-info.class".equals(name));
        final List<Class<?>> types = new ArrayList<>();
        for (final File file : files)
        {
            types.add(Class.forName("io.gavel.client." + file.getName().replace(".class", "")));
        }
        return types;
    }

    private static boolean isVisible(final Class<?> type)
    {
        return isVisible(type.getModifiers()) &&
            (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }

    private static boolean isVisible(final int modifiers)
    {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static List<String> signatures(final Class<?> type)
    {
        final List<String> signatures = new ArrayList<>();
        signatures.add(type + " " + type.getGenericSuperclass() + Arrays.toString(type.getGenericInterfaces()));
        for (final Constructor<?> each : type.getDeclaredConstructors())
        {
            if (isVisible(each.getModifiers()))
            {
                signatures.add(each.toGenericString());
            }
        }
        for (final Method each : type.getDeclaredMethods())
        {
            if (isVisible(each.getModifiers()))
            {
                signatures.add(each.toGenericString());
            }
        }
        for (final Field each : type.getDeclaredFields())
        {
            final Type fieldType = each.getGenericType();
            if (isVisible(each.getModifiers()))
            {
                signatures.add(type.getName() + "." + each.getName() + " " + fieldType.getTypeName());
            }
        }
        return signatures;
    }
}

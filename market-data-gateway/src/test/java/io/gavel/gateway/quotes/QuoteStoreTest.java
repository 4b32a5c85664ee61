package io.gavel.gateway.quotes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gavel.gateway.book.Quote;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quotes that survive a restart. */
class QuoteStoreTest
{
    private static final Quote QUOTE = new Quote(3_201_400, 25, 3_203_000, 100, 3_202_000, 5, 77, 1_580_371_200L);

    @TempDir
    Path directory;

    @Test
    void shouldFindQuotesAgainAfterReopening() throws IOException
    {
        try (QuoteStore store = QuoteStore.open(directory))
        {
            store.put("AAPL", new Quote(1, 2, 3, 4, 5, 6, 7, 8));
            store.put("AAPL", QUOTE);
            store.put("BRK.B", new Quote(0, 0, 0, 0, 0, 0, 9, 10));
            store.put("GONE", QUOTE);
            store.remove("GONE");
        }
        try (QuoteStore store = QuoteStore.open(directory))
        {
            assertEquals(QUOTE, store.get("AAPL"));
            assertEquals(new Quote(0, 0, 0, 0, 0, 0, 9, 10), store.get("BRK.B"));
            assertNull(store.get("GONE"));
            assertEquals(Set.of("AAPL", "BRK.B"), store.symbols());
        }
    }

    @Test
    void shouldSetAsideAFileThatIsNoMap() throws IOException
    {
        Files.write(directory.resolve(QuoteStore.FILE_NAME), "this is not a map of quotes".getBytes());
        try (QuoteStore store = QuoteStore.open(directory))
        {
            assertTrue(store.symbols().isEmpty());
            store.put("AAPL", QUOTE);
        }
        assertSetAside();
        try (QuoteStore store = QuoteStore.open(directory))
        {
            assertEquals(QUOTE, store.get("AAPL"));
        }
    }

    @Test
    void shouldSetAsideAFileThatWasCutShort() throws IOException
    {
        try (QuoteStore store = QuoteStore.open(directory))
        {
            store.put("AAPL", QUOTE);
        }
        final Path file = directory.resolve(QuoteStore.FILE_NAME);
        Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 300));
        try (QuoteStore store = QuoteStore.open(directory))
        {
            assertTrue(store.symbols().isEmpty());
        }
        assertSetAside();
    }

    @Test
    void shouldRefuseADirectoryThatIsInUse() throws IOException
    {
        try (QuoteStore store = QuoteStore.open(directory))
        {
            final IOException e = assertThrows(IOException.class, () -> QuoteStore.open(directory));
            assertTrue(e.getMessage().contains("another gateway"), e.getMessage());
            assertTrue(store.symbols().isEmpty());
        }
    }

    @Test
    void shouldNotTryToLeaveTheMachine() throws Exception
    {
        assertThrows(ClassNotFoundException.class, () -> Class.forName("net.openhft.chronicle.analytics.Analytics"));
        final List<URI> asked = new CopyOnWriteArrayList<>();
        final ProxySelector before = ProxySelector.getDefault();
        final Set<String> socketsBefore = openSockets();
        ProxySelector.setDefault(new ProxySelector()
        {
            @Override
            public List<Proxy> select(final URI uri)
            {
                asked.add(uri);
                throw new IllegalStateException("no way out");
            }

            @Override
            public void connectFailed(final URI uri, final SocketAddress address, final IOException e)
            {
            }
        });
        try
        {
            // That the guard stands where a URL connection must pass.
            final URL elsewhere = URI.create("http://example.invalid/").toURL();
            assertThrows(Exception.class, () -> elsewhere.openConnection().connect());
            assertEquals(List.of(URI.create("http://example.invalid/")), asked);
            asked.clear();

            try (QuoteStore store = QuoteStore.open(directory))
            {
                store.put("AAPL", QUOTE);
                assertEquals(socketsBefore, openSockets());
            }
            QuoteStore.open(directory).close();
            assertEquals(List.of(), asked);
            assertEquals("true", System.getProperty("chronicle.analytics.disable"));
        }
        finally
        {
            ProxySelector.setDefault(before);
        }
    }

    /** Every socket of this process, where the system tells. */
    private static Set<String> openSockets() throws IOException
    {
        final Path descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors))
        {
            return Set.of();
        }
        try (Stream<Path> links = Files.list(descriptors))
        {
            return links.map(QuoteStoreTest::target).filter((target) -> target.startsWith("socket:"))
                .collect(Collectors.toSet());
        }
    }

    private static String target(final Path link)
    {
        try
        {
            return Files.readSymbolicLink(link).toString();
        }
        catch (final IOException e)
        {
            return "closed meanwhile";
        }
    }

    private void assertSetAside() throws IOException
    {
        try (Stream<Path> files = Files.list(directory))
        {
            assertEquals(1, files.filter((file) -> file.toString().contains(".broken-")).count());
        }
    }
}

package io.gavel.gateway.quotes;

import io.gavel.gateway.book.Quote;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import org.agrona.CloseHelper;

/**
 * The newest quote of each symbol in a memory-mapped file, so that a restarted gateway has an answer before the stream
 * is replayed. What the file holds is a cache: where it is broken it is set aside, and a new one begun.
 *
 * <p>Safe for use by many threads.
 */
public final class QuoteStore implements AutoCloseable
{
    /** The file's name in the data directory. */
    public static final String FILE_NAME = "quotes.dat";

    /** Name of the file whose lock says that the data directory is in use. */
    public static final String LOCK_FILE_NAME = "quotes.lock";

    /** Symbols that the file has room for: as many as the venue can have. */
    public static final int SYMBOLS_MAX = 65_536;

    private static final Logger LOGGER = System.getLogger(QuoteStore.class.getName());
    private static final int FIELDS = 8;
    private static final int VALUE_LENGTH = FIELDS * Long.BYTES;
    private static final String SAMPLE_SYMBOL = "ABCDEFGHIJKLMNOP";

    static
    {
        // The library must neither count its users over the network nor greet them on standard output.
        System.setProperty("chronicle.analytics.disable", "true");
        System.setProperty("chronicle.announcer.disable", "true");
        // It brings a logging facade along that has nothing to write to here, and would say so at each start.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Jvm.setExceptionHandlers(
            (clazz, message, thrown) -> LOGGER.log(Level.ERROR, "quote file: " + message, thrown),
            (clazz, message, thrown) -> LOGGER.log(Level.DEBUG, "quote file: " + message, thrown),
            null);
    }

    private final FileChannel lockChannel;
    private final ChronicleMap<String, byte[]> map;

    private QuoteStore(final FileChannel lockChannel, final ChronicleMap<String, byte[]> map)
    {
        this.lockChannel = lockChannel;
        this.map = map;
    }

    /**
     * Opens the file of a directory, or begins one. A file that cannot be read is renamed, with a warning.
     *
     * @param directory that exists.
     * @return the store.
     * @throws IOException where the directory cannot be written to, or another process has its quotes open.
     */
    public static QuoteStore open(final Path directory) throws IOException
    {
        final FileChannel lockChannel = FileChannel.open(
            directory.resolve(LOCK_FILE_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try
        {
            if (!isLocked(lockChannel))
            {
                throw new IOException("another gateway has " + directory + " open");
            }
            return new QuoteStore(lockChannel, openMap(directory.resolve(FILE_NAME)));
        }
        catch (final IOException | RuntimeException e)
        {
            CloseHelper.quietClose(lockChannel);
            throw e;
        }
    }

    private static boolean isLocked(final FileChannel channel) throws IOException
    {
        try
        {
            final FileLock lock = channel.tryLock();
            return null != lock;
        }
        catch (final OverlappingFileLockException e)
        {
            return false;
        }
    }

    private static ChronicleMap<String, byte[]> openMap(final Path file) throws IOException
    {
        if (!Files.exists(file))
        {
            return builder().createPersistedTo(file.toFile());
        }
        try
        {
            final ChronicleMap<String, byte[]> recovered = builder().recoverPersistedTo(file.toFile(), true);
            // Reading each entry finds what the recovery let pass.
            recovered.forEach((symbol, value) -> decode(value));
            return recovered;
        }
        catch (final IOException | RuntimeException | Error e)
        {
            if (e instanceof VirtualMachineError && !(e instanceof InternalError))
            {
                throw e;
            }
            final Path aside = file.resolveSibling(FILE_NAME + ".broken-" + System.currentTimeMillis());
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOGGER.log(Level.WARNING, "quote file " + file + " cannot be read (" + e + "): set aside as " +
                aside.getFileName() + ", quotes are unknown until the stream is replayed");
            return builder().createPersistedTo(file.toFile());
        }
    }

    private static ChronicleMapBuilder<String, byte[]> builder()
    {
        return ChronicleMapBuilder.of(String.class, byte[].class)
            .name("quotes")
            .entries(SYMBOLS_MAX)
            .averageKey(SAMPLE_SYMBOL)
            .constantValueSizeBySample(new byte[VALUE_LENGTH])
            .sparseFile(true);
    }

    /**
     * Keeps a symbol's newest quote.
     *
     * @param symbol of it.
     * @param quote  replaces the one before.
     */
    public void put(final String symbol, final Quote quote)
    {
        final ByteBuffer value = ByteBuffer.allocate(VALUE_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        value.putLong(quote.bidMinor()).putLong(quote.bidSize())
            .putLong(quote.askMinor()).putLong(quote.askSize())
            .putLong(quote.lastMinor()).putLong(quote.lastSize())
            .putLong(quote.eventSeq()).putLong(quote.timeNs());
        map.put(symbol, value.array());
    }

    /**
     * The quote that is kept.
     *
     * @param symbol exact.
     * @return the quote, or null where none is kept.
     */
    public Quote get(final String symbol)
    {
        final byte[] value = map.get(symbol);
        return null == value ? null : decode(value);
    }

    /**
     * Forgets a symbol.
     *
     * @param symbol exact.
     */
    public void remove(final String symbol)
    {
        map.remove(symbol);
    }

    /**
     * The symbols that have a quote.
     *
     * @return sorted; a copy.
     */
    public Set<String> symbols()
    {
        return new TreeSet<>(map.keySet());
    }

    private static Quote decode(final byte[] bytes)
    {
        if (VALUE_LENGTH != bytes.length)
        {
            throw new IllegalStateException("quote of " + bytes.length + " bytes, expected " + VALUE_LENGTH);
        }
        final ByteBuffer value = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return new Quote(value.getLong(), value.getLong(), value.getLong(), value.getLong(), value.getLong(),
            value.getLong(), value.getLong(), value.getLong());
    }

    /** Closes the file; its quotes stay in it. */
    @Override
    public void close()
    {
        map.close();
        CloseHelper.quietClose(lockChannel);
    }
}

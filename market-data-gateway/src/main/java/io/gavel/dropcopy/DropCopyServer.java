package io.gavel.dropcopy;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.gavel.gateway.feed.EventFeed;
import io.gavel.gateway.feed.EventSearch;
import io.gavel.gateway.http.SilenceHandler;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * A running drop copy. It holds no authority: who reads is asked of the cluster, what there is to read is in the
 * recordings of the nodes.
 *
 * <p>Threads: the desk's reads the streams and decides what is sent to whom; one more talks to the archives; each logon
 * has one of at most sixteen; Netty's event loops decode requests, and write what the desk hands over.
 */
public final class DropCopyServer implements AutoCloseable
{
    /** Where the WebSocket is. */
    public static final String PATH = "/v1/drop-copy";

    /** Bytes that may wait for a reader before it gets no more. */
    static final int OUTBOUND_BYTES_MAX = 256 * 1024;

    private static final Logger LOGGER = System.getLogger(DropCopyServer.class.getName());
    private static final int LOGONS_MAX = 16;
    private static final int REQUEST_BYTES_MAX = 8 * 1024;
    private static final int MESSAGE_BYTES_MAX = 4 * 1024;
    private static final long PING_MILLIS = 15_000;
    private static final long SILENCE_MILLIS = 60_000;
    private static final long ARCHIVE_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(2);

    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final DropCopyContext context;
    private MediaDriver driver;
    private Aeron aeron;
    private AgentRunner runner;
    private DropCopyDesk desk;
    private Gatekeeper gatekeeper;
    private ExecutorService worker;
    private ExecutorService logonThreads;
    private EventLoopGroup eventLoops;
    private Channel server;
    private volatile boolean isClosed;

    private DropCopyServer(final DropCopyContext context)
    {
        this.context = context;
    }

    /**
     * Starts a drop copy; it serves at once, and follows the venue as soon as that is there.
     *
     * @param context complete.
     * @return serving.
     * @throws IOException where the address cannot be bound.
     */
    public static DropCopyServer launch(final DropCopyContext context) throws IOException
    {
        final DropCopyServer dropCopy = new DropCopyServer(context);
        try
        {
            dropCopy.start();
            return dropCopy;
        }
        catch (final IOException | RuntimeException e)
        {
            dropCopy.close();
            throw e;
        }
    }

    private void start() throws IOException
    {
        driver = MediaDriver.launch(new MediaDriver.Context()
            .aeronDirectoryName(CommonContext.generateRandomDirName())
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true)
            .threadingMode(ThreadingMode.SHARED)
            .sharedIdleStrategy(idleStrategy())
            .imageLivenessTimeoutNs(TimeUnit.SECONDS.toNanos(1))
            .termBufferSparseFile(true));
        aeron = Aeron.connect(new Aeron.Context()
            .aeronDirectoryName(driver.aeronDirectoryName())
            .clientName("gavel-drop-copy")
            .idleStrategy(idleStrategy())
            .errorHandler((error) -> LOGGER.log(Level.WARNING, "aeron: " + error)));
        final Instruments instruments = new Instruments();
        gatekeeper = null != context.gatekeeper() ? context.gatekeeper() :
            new ClusterGatekeeper(aeron, context.members(), instruments);
        worker = Executors.newSingleThreadExecutor(new DefaultThreadFactory("drop-copy-archive", true));
        logonThreads = new ThreadPoolExecutor(0, LOGONS_MAX, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
            new DefaultThreadFactory("drop-copy-logon", true));
        final EventSearch search = new EventSearch(aeron, context.members(), ARCHIVE_TIMEOUT_NS, () -> !isClosed);
        desk = new DropCopyDesk(
            () -> new EventFeed.Context().aeron(aeron).members(context.members()).messageTimeoutNs(ARCHIVE_TIMEOUT_NS),
            search::find, worker, instruments, context.recentMax());
        runner = new AgentRunner(
            idleStrategy(), (error) -> LOGGER.log(Level.ERROR, "drop copy", error), null, desk);
        listen();
        AgentRunner.startOnThread(runner);
    }

    private void listen() throws IOException
    {
        eventLoops = new MultiThreadIoEventLoopGroup(
            2, new DefaultThreadFactory("drop-copy-io", true), NioIoHandler.newFactory());
        try
        {
            server = new ServerBootstrap()
                .group(eventLoops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK,
                    new WriteBufferWaterMark(OUTBOUND_BYTES_MAX / 2, OUTBOUND_BYTES_MAX))
                .childHandler(new ChannelInitializer<SocketChannel>()
                {
                    @Override
                    protected void initChannel(final SocketChannel channel)
                    {
                        open(channel);
                    }
                })
                .bind(context.host(), context.port()).syncUninterruptibly().channel();
        }
        catch (final Exception e)
        {
            // syncUninterruptibly throws the checked exceptions of the bind, too.
            throw new IOException("cannot listen on " + context.host() + ":" + context.port() + " (" +
                e.getMessage() + "): choose another port or address", e);
        }
    }

    private void open(final SocketChannel channel)
    {
        if (connections.size() >= context.readersMax())
        {
            channel.close();
            return;
        }
        connections.add(channel);
        channel.pipeline().addLast(
            new SilenceHandler(PING_MILLIS, SILENCE_MILLIS),
            new HttpServerCodec(),
            new HttpObjectAggregator(REQUEST_BYTES_MAX),
            new WebSocketServerProtocolHandler(WebSocketServerProtocolConfig.newBuilder()
                .websocketPath(PATH)
                .maxFramePayloadLength(MESSAGE_BYTES_MAX)
                .build()),
            new ReaderHandler(channel, desk, gatekeeper, logonThreads));
    }

    private static IdleStrategy idleStrategy()
    {
        return new BackoffIdleStrategy(1, 1, TimeUnit.MICROSECONDS.toNanos(50), TimeUnit.MILLISECONDS.toNanos(1));
    }

    /**
     * Where it serves.
     *
     * @return {@code ws://host:port/path}.
     */
    public String url()
    {
        return "ws://" + context.host() + ":" + ((InetSocketAddress)server.localAddress()).getPort() + PATH;
    }

    /** Stops serving. */
    @Override
    public synchronized void close()
    {
        if (isClosed)
        {
            return;
        }
        isClosed = true;
        if (null != server)
        {
            server.close().syncUninterruptibly();
        }
        connections.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
        if (null != eventLoops)
        {
            eventLoops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
        }
        CloseHelper.quietClose(runner);
        end(logonThreads);
        end(worker);
        CloseHelper.quietCloseAll(aeron, driver);
    }

    private static void end(final ExecutorService threads)
    {
        if (null != threads)
        {
            threads.shutdown();
            try
            {
                if (!threads.awaitTermination(5, TimeUnit.SECONDS))
                {
                    threads.shutdownNow();
                }
            }
            catch (final InterruptedException e)
            {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }
}

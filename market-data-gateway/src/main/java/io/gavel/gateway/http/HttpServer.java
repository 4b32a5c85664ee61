package io.gavel.gateway.http;

import io.gavel.gateway.feed.FeedCounters;
import io.gavel.gateway.republish.Republisher;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
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
import io.netty.handler.codec.compression.StandardCompressionOptions;
import io.netty.handler.codec.http.HttpContentCompressor;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * REST, WebSocket and the page on one port. Requests are decoded, and answers written, on Netty's event loops; none of
 * them touches a book.
 */
public final class HttpServer implements AutoCloseable
{
    /** Longest request line, bytes. */
    static final int LINE_LENGTH_MAX = 4 * 1024;

    /** Longest headers of a request, bytes. */
    static final int HEADERS_LENGTH_MAX = 16 * 1024;

    /** Longest body of a request, which none has a use for, bytes. */
    static final int BODY_LENGTH_MAX = 8 * 1024;

    private static final int IDLE_SECONDS = 30;
    private static final int COMPRESSED_FROM_BYTES = 1024;

    private final EventLoopGroup acceptor;
    private final EventLoopGroup workers;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel server;

    /**
     * Binds and serves.
     *
     * @param host        to bind to.
     * @param port        to bind to; 0 for any that is free.
     * @param republisher that has the answers.
     * @param counters    of the feed.
     * @throws IOException where the address cannot be bound.
     */
    public HttpServer(
        final String host, final int port, final Republisher republisher, final FeedCounters counters)
        throws IOException
    {
        final StreamLimits limits = new StreamLimits();
        final MarketDataRoutes routes = new MarketDataRoutes(republisher, counters, limits);
        final StaticFiles files = new StaticFiles();
        acceptor = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("http-acceptor", true), NioIoHandler.newFactory());
        workers = new MultiThreadIoEventLoopGroup(
            2, new DefaultThreadFactory("http-worker", true), NioIoHandler.newFactory());
        try
        {
            server = new ServerBootstrap()
                .group(acceptor, workers)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 256)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(
                    StreamLimits.OUTBOUND_BYTES_MAX / 2, StreamLimits.OUTBOUND_BYTES_MAX))
                .childHandler(new ChannelInitializer<SocketChannel>()
                {
                    @Override
                    protected void initChannel(final SocketChannel channel)
                    {
                        connections.add(channel);
                        channel.pipeline().addLast(
                            new IdleStateHandler(0, 0, IDLE_SECONDS),
                            new HttpServerCodec(new HttpDecoderConfig()
                                .setMaxInitialLineLength(LINE_LENGTH_MAX)
                                .setMaxHeaderSize(HEADERS_LENGTH_MAX)),
                            new HttpContentCompressor(COMPRESSED_FROM_BYTES, StandardCompressionOptions.gzip()),
                            new BodyLimit(),
                            new HttpRequestHandler(routes, files, republisher, limits));
                    }
                })
                .bind(host, port).syncUninterruptibly().channel();
        }
        catch (final Exception e)
        {
            // syncUninterruptibly throws the checked exceptions of the bind, too.
            acceptor.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            workers.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Collects a request's body, and refuses one that is too long as any other bad request: with JSON. */
    private static final class BodyLimit extends HttpObjectAggregator
    {
        BodyLimit()
        {
            super(BODY_LENGTH_MAX);
        }

        @Override
        protected void handleOversizedMessage(final ChannelHandlerContext context, final HttpMessage message)
        {
            context.fireUserEventTriggered(HttpRequestHandler.BodyTooLong.EVENT);
        }
    }

    /**
     * The port that was bound.
     *
     * @return 1..65535.
     */
    public int port()
    {
        return ((InetSocketAddress)server.localAddress()).getPort();
    }

    /** Stops listening, and closes every connection. */
    @Override
    public void close()
    {
        server.close().syncUninterruptibly();
        connections.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
        acceptor.shutdownGracefully(0, 2, TimeUnit.SECONDS);
        workers.shutdownGracefully(0, 2, TimeUnit.SECONDS);
        workers.terminationFuture().awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}

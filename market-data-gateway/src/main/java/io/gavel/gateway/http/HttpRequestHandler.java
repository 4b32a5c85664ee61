package io.gavel.gateway.http;

import io.gavel.gateway.republish.ApiException;
import io.gavel.gateway.republish.Json;
import io.gavel.gateway.republish.Republisher;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Answers the requests of one connection, one after the other: the next is read when the one before is answered.
 */
final class HttpRequestHandler extends SimpleChannelInboundHandler<FullHttpRequest>
{
    private static final Logger LOGGER = System.getLogger(HttpRequestHandler.class.getName());
    private static final String STREAM_PATH = "/v1/stream";
    private static final int PIPELINED_MAX = 16;
    private static final String JSON_TYPE = "application/json";

    /** A request's body is longer than any may be; the rest of it is not read. */
    enum BodyTooLong
    {
        EVENT
    }

    private final MarketDataRoutes routes;
    private final StaticFiles files;
    private final Republisher republisher;
    private final StreamLimits limits;
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();
    private boolean isAnswering;
    private boolean isDraining;

    HttpRequestHandler(
        final MarketDataRoutes routes,
        final StaticFiles files,
        final Republisher republisher,
        final StreamLimits limits)
    {
        this.routes = routes;
        this.files = files;
        this.republisher = republisher;
        this.limits = limits;
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext context, final FullHttpRequest request)
    {
        if (isAnswering)
        {
            waiting.add(request.retain());
            if (waiting.size() >= PIPELINED_MAX)
            {
                context.channel().config().setAutoRead(false);
            }
        }
        else
        {
            onRequest(context, request);
        }
    }

    /** The answer is written: the next request's turn. An answer that is there at once comes back here from below. */
    private void onAnswered(final ChannelHandlerContext context)
    {
        isAnswering = false;
        if (isDraining)
        {
            return;
        }
        isDraining = true;
        while (!isAnswering && !waiting.isEmpty())
        {
            final FullHttpRequest next = waiting.poll();
            try
            {
                onRequest(context, next);
            }
            finally
            {
                next.release();
            }
        }
        isDraining = false;
        if (waiting.isEmpty())
        {
            context.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void handlerRemoved(final ChannelHandlerContext context)
    {
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
    }

    private void onRequest(final ChannelHandlerContext context, final FullHttpRequest request)
    {
        isAnswering = true;
        final boolean isHead = HttpMethod.HEAD.equals(request.method());
        boolean isKeptAlive = HttpUtil.isKeepAlive(request);
        try
        {
            if (request.decoderResult().isFailure())
            {
                isKeptAlive = false;
                throw undecodable(request.decoderResult().cause());
            }
            if (!isHead && !HttpMethod.GET.equals(request.method()))
            {
                throw new ApiException(405, "METHOD_NOT_ALLOWED",
                    "method " + request.method() + " is not allowed: use GET or HEAD");
            }
            final QueryStringDecoder query = query(request.uri());
            if (STREAM_PATH.equals(query.path()))
            {
                upgrade(context, request);
            }
            else if (query.path().startsWith("/v1/") || "/v1".equals(query.path()))
            {
                answer(context, query, isHead, isKeptAlive);
            }
            else
            {
                file(context, request, query.path(), isHead);
            }
        }
        catch (final ApiException e)
        {
            error(context, e, isHead, isKeptAlive);
        }
        catch (final IOException | RuntimeException e)
        {
            error(context, unexpected(e), isHead, isKeptAlive);
        }
    }

    private static ApiException undecodable(final Throwable cause)
    {
        if (cause instanceof TooLongHttpLineException)
        {
            return new ApiException(414, "URI_TOO_LONG",
                "the request line may have " + HttpServer.LINE_LENGTH_MAX + " bytes: shorten it");
        }
        if (cause instanceof TooLongHttpHeaderException)
        {
            return new ApiException(431, "HEADERS_TOO_LARGE",
                "the request headers may have " + HttpServer.HEADERS_LENGTH_MAX + " bytes: send fewer or shorter ones");
        }
        return new ApiException(400, "MALFORMED_REQUEST", "not an HTTP request: " + cause.getMessage());
    }

    private static ApiException unexpected(final Throwable cause)
    {
        LOGGER.log(Level.ERROR, "request failed", cause);
        return new ApiException(500, "INTERNAL_ERROR", "the gateway failed on this request");
    }

    private static QueryStringDecoder query(final String uri)
    {
        try
        {
            final QueryStringDecoder query = new QueryStringDecoder(uri);
            // Decoding is lazy; a broken escape shows here.
            query.path();
            query.parameters();
            return query;
        }
        catch (final IllegalArgumentException e)
        {
            throw new ApiException(400, "MALFORMED_REQUEST", "the URI cannot be decoded: " + e.getMessage());
        }
    }

    private void answer(
        final ChannelHandlerContext context,
        final QueryStringDecoder query,
        final boolean isHead,
        final boolean isKeptAlive)
    {
        final CompletableFuture<String> answer = routes.get(query, context.executor());
        if (null == answer)
        {
            throw new ApiException(404, "NOT_FOUND", "there is nothing at this path: see docs/MARKET-DATA.md");
        }
        answer.whenComplete((json, error) ->
        {
            if (null == error)
            {
                send(context, HttpResponseStatus.OK, json, isHead, isKeptAlive);
            }
            else
            {
                final Throwable cause = error instanceof CompletionException ? error.getCause() : error;
                error(context, cause instanceof ApiException ? (ApiException)cause : unexpected(cause),
                    isHead, isKeptAlive);
            }
        });
    }

    private void file(
        final ChannelHandlerContext context, final FullHttpRequest request, final String path, final boolean isHead)
        throws IOException
    {
        final StaticFiles.StaticFile file = files.find(path);
        if (null == file)
        {
            throw new ApiException(404, "NOT_FOUND", "there is no such file");
        }
        final boolean isKnown = file.etag().equals(request.headers().get(HttpHeaderNames.IF_NONE_MATCH));
        final FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
            isKnown ? HttpResponseStatus.NOT_MODIFIED : HttpResponseStatus.OK,
            isHead || isKnown ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(file.bytes()));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, file.contentType())
            .set(HttpHeaderNames.ETAG, file.etag())
            .set(HttpHeaderNames.CACHE_CONTROL, file.cacheControl());
        if (!isKnown)
        {
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, file.bytes().length);
        }
        write(context, response, HttpUtil.isKeepAlive(request));
    }

    private void error(
        final ChannelHandlerContext context, final ApiException e, final boolean isHead, final boolean isKeptAlive)
    {
        final String json = Json.object((fields) ->
        {
            fields.writeStringField("error", e.code());
            fields.writeStringField("message", e.getMessage());
        });
        send(context, HttpResponseStatus.valueOf(e.httpStatus()), json, isHead, isKeptAlive);
    }

    private void send(
        final ChannelHandlerContext context,
        final HttpResponseStatus status,
        final String json,
        final boolean isHead,
        final boolean isKeptAlive)
    {
        final byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        final ByteBuf content = isHead ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes);
        final FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, JSON_TYPE)
            .set(HttpHeaderNames.CONTENT_LENGTH, bytes.length)
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        if (HttpResponseStatus.METHOD_NOT_ALLOWED.equals(status))
        {
            response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
        }
        if (HttpResponseStatus.SERVICE_UNAVAILABLE.equals(status))
        {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, 1);
        }
        write(context, response, isKeptAlive);
    }

    private void write(
        final ChannelHandlerContext context, final FullHttpResponse response, final boolean isKeptAlive)
    {
        response.headers().set("X-Content-Type-Options", "nosniff");
        if (!isKeptAlive)
        {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        final ChannelFuture written = context.writeAndFlush(response);
        if (isKeptAlive)
        {
            written.addListener((done) -> onAnswered(context));
        }
        else
        {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void upgrade(final ChannelHandlerContext context, final FullHttpRequest request)
    {
        if (!request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true))
        {
            throw new ApiException(426, "UPGRADE_REQUIRED", "this path is a WebSocket: connect to it as one");
        }
        final WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(null, null,
            WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(StreamLimits.MESSAGE_LENGTH_MAX)
                .withUTF8Validator(true)
                .build()).newHandshaker(request);
        if (null == handshaker)
        {
            throw new ApiException(426, "UPGRADE_REQUIRED", "expected Sec-WebSocket-Version 13");
        }
        if (!limits.tryOpen())
        {
            throw new ApiException(503, "TOO_MANY_STREAMS",
                "the gateway serves " + StreamLimits.OPEN_MAX + " streams, which is the most: try again later");
        }
        final ChannelFuture handshake;
        try
        {
            handshake = handshaker.handshake(context.channel(), request);
        }
        catch (final WebSocketHandshakeException e)
        {
            limits.onClosed();
            throw new ApiException(400, "MALFORMED_REQUEST", "not a WebSocket handshake: " + e.getMessage());
        }
        final StreamHandler stream = new StreamHandler(republisher, limits, context.channel());
        context.pipeline().replace(IdleStateHandler.class, "silence",
            new SilenceHandler(StreamLimits.PING_MILLIS, StreamLimits.SILENCE_MILLIS));
        context.pipeline().addLast(new WebSocketFrameAggregator(StreamLimits.MESSAGE_LENGTH_MAX), stream);
        context.pipeline().remove(this);
        handshake.addListener((done) -> stream.start());
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext context, final Object event) throws Exception
    {
        if (event instanceof BodyTooLong)
        {
            isAnswering = true;
            error(context, new ApiException(413, "BODY_TOO_LARGE", "a request may have a body of " +
                HttpServer.BODY_LENGTH_MAX + " bytes, and needs none"), false, false);
        }
        else if (event instanceof IdleStateEvent)
        {
            context.close();
        }
        else
        {
            super.userEventTriggered(context, event);
        }
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause)
    {
        LOGGER.log(cause instanceof IOException ? Level.DEBUG : Level.WARNING, "connection failed", cause);
        context.close();
    }
}

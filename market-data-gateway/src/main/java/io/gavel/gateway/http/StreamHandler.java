package io.gavel.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gavel.gateway.republish.ApiException;
import io.gavel.gateway.republish.Json;
import io.gavel.gateway.republish.Republisher;
import io.gavel.gateway.republish.StreamSubscriber;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One WebSocket client. What it sends is read on the connection's event loop and put to the feed's thread; what it
 * gets is written from the feed's thread. A client for which too much is waiting is dropped, never waited for.
 */
final class StreamHandler extends SimpleChannelInboundHandler<WebSocketFrame> implements StreamSubscriber
{
    private static final Logger LOGGER = System.getLogger(StreamHandler.class.getName());
    private static final JsonMapper MAPPER = JsonMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
    private static final int CLOSE_GRACE_SECONDS = 2;

    private final Republisher republisher;
    private final StreamLimits limits;
    private final Channel channel;
    private final AtomicBoolean isClosing = new AtomicBoolean();

    StreamHandler(final Republisher republisher, final StreamLimits limits, final Channel channel)
    {
        this.republisher = republisher;
        this.limits = limits;
        this.channel = channel;
    }

    /** Begins to serve; the handshake is done. */
    void start()
    {
        republisher.ask((desk) ->
        {
            desk.addSubscriber(this);
            return null;
        }).exceptionally((error) ->
        {
            closeWith(WebSocketCloseStatus.TRY_AGAIN_LATER, "the gateway is overloaded");
            return null;
        });
        channel.closeFuture().addListener((closed) -> leave());
    }

    private void leave()
    {
        limits.onClosed();
        removeSubscriber();
    }

    private void removeSubscriber()
    {
        republisher.ask((desk) ->
        {
            desk.removeSubscriber(this);
            return null;
        }).exceptionally((error) ->
        {
            // The queue of questions is full, or the gateway closes: try until it is not full any more.
            if (error instanceof ApiException && "OVERLOADED".equals(((ApiException)error).code()) &&
                !channel.eventLoop().isShuttingDown())
            {
                channel.eventLoop().schedule(this::removeSubscriber, 100, TimeUnit.MILLISECONDS);
            }
            return null;
        });
    }

    @Override
    public void send(final String json)
    {
        if (isClosing.get())
        {
            return;
        }
        if (channel.isWritable())
        {
            channel.write(new TextWebSocketFrame(json), channel.voidPromise());
        }
        else
        {
            limits.onDropped();
            closeWith(WebSocketCloseStatus.TRY_AGAIN_LATER, "reads too slowly");
        }
    }

    @Override
    public void flush()
    {
        channel.flush();
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext context, final WebSocketFrame frame)
    {
        if (frame instanceof TextWebSocketFrame)
        {
            onText(((TextWebSocketFrame)frame).text());
        }
        else if (frame instanceof PingWebSocketFrame)
        {
            context.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        }
        else if (frame instanceof CloseWebSocketFrame)
        {
            isClosing.set(true);
            context.writeAndFlush(frame.retain()).addListener(ChannelFutureListener.CLOSE);
        }
        else if (!(frame instanceof PongWebSocketFrame))
        {
            sendNow(Json.errorMessage("UNSUPPORTED_FRAME", "expected a text message with a JSON object"));
        }
    }

    private void onText(final String text)
    {
        try
        {
            final JsonNode message = MAPPER.readTree(text);
            if (null == message || !message.isObject())
            {
                throw new ApiException(400, "MALFORMED_JSON", "expected a JSON object such as " +
                    "{\"op\":\"subscribe\",\"channel\":\"book\",\"symbol\":\"AAPL\"}");
            }
            onRequest(StreamRequest.of(message));
        }
        catch (final JsonProcessingException e)
        {
            sendNow(Json.errorMessage("MALFORMED_JSON", "not a JSON document: " + e.getOriginalMessage()));
        }
        catch (final ApiException e)
        {
            sendNow(Json.errorMessage(e.code(), e.getMessage()));
        }
    }

    private void onRequest(final StreamRequest request)
    {
        final Consumer<Republisher> action = request.isSubscribe() ?
            (desk) -> desk.subscribe(this, request.channel(), request.symbol(), request.depth()) :
            (desk) -> desk.unsubscribe(this, request.channel(), request.symbol());
        republisher.ask((desk) ->
        {
            action.accept(desk);
            return null;
        }).exceptionally((error) ->
        {
            final Throwable cause = error instanceof CompletionException ? error.getCause() : error;
            if (cause instanceof ApiException)
            {
                sendNow(Json.errorMessage(((ApiException)cause).code(), cause.getMessage()));
            }
            else
            {
                LOGGER.log(Level.ERROR, "stream request failed", cause);
                sendNow(Json.errorMessage("INTERNAL_ERROR", "the gateway failed on this request"));
            }
            return null;
        });
    }

    private void sendNow(final String json)
    {
        send(json);
        flush();
    }

    private void closeWith(final WebSocketCloseStatus status, final String reason)
    {
        if (isClosing.compareAndSet(false, true))
        {
            channel.writeAndFlush(new CloseWebSocketFrame(status, reason)).addListener(ChannelFutureListener.CLOSE);
            // A client that doesn't read doesn't get the close frame either.
            channel.eventLoop().schedule(() -> channel.close(), CLOSE_GRACE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext context, final Object event) throws Exception
    {
        if (event instanceof IdleStateEvent)
        {
            closeWith(WebSocketCloseStatus.POLICY_VIOLATION, "no pong");
        }
        else
        {
            super.userEventTriggered(context, event);
        }
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext context, final Throwable cause)
    {
        if (cause instanceof TooLongFrameException)
        {
            closeWith(WebSocketCloseStatus.MESSAGE_TOO_BIG,
                "a message may have " + StreamLimits.MESSAGE_LENGTH_MAX + " bytes");
        }
        else if (cause instanceof CorruptedFrameException)
        {
            // The frame decoder has sent the fitting close frame itself.
            context.close();
        }
        else
        {
            LOGGER.log(cause instanceof IOException ? Level.DEBUG : Level.WARNING, "stream client failed", cause);
            context.close();
        }
    }
}

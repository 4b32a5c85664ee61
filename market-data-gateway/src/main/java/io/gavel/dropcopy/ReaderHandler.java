package io.gavel.dropcopy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gavel.gateway.republish.Json;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One WebSocket of a reader: logon, then one read request, then executions until one of the two sides ends it. */
final class ReaderHandler extends SimpleChannelInboundHandler<WebSocketFrame> implements ExecutionSink
{
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LOGON_SECONDS = 20;
    private static final int CLOSE_GRACE_SECONDS = 2;

    private final AtomicBoolean isClosing = new AtomicBoolean();
    private final Channel channel;
    private final DropCopyDesk desk;
    private final Gatekeeper gatekeeper;
    private final ExecutorService logonThreads;
    // What follows belongs to the channel's event loop.
    private ReaderLogon logon;
    private Reader reader;
    private ReaderSession session;

    ReaderHandler(
        final Channel channel,
        final DropCopyDesk desk,
        final Gatekeeper gatekeeper,
        final ExecutorService logonThreads)
    {
        this.channel = channel;
        this.desk = desk;
        this.gatekeeper = gatekeeper;
        this.logonThreads = logonThreads;
    }

    @Override
    public void handlerAdded(final ChannelHandlerContext context)
    {
        context.executor().schedule(() ->
        {
            if (null == reader)
            {
                fail("LOGON_TIMEOUT", "no logon within " + LOGON_SECONDS + " s");
            }
        }, LOGON_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext context, final WebSocketFrame frame)
    {
        if (frame instanceof TextWebSocketFrame text)
        {
            onText(text.text());
        }
        else
        {
            fail("UNSUPPORTED_FRAME", "expected a text message with a JSON object");
        }
    }

    private void onText(final String text)
    {
        final JsonNode message;
        try
        {
            message = MAPPER.readTree(text);
        }
        catch (final JsonProcessingException e)
        {
            fail("MALFORMED_JSON", "not a JSON document: " + e.getOriginalMessage());
            return;
        }
        switch (message.path("op").asText())
        {
            case "logon" -> onLogon(message.path("clientFirst").asText());
            case "proof" -> onProof(message.path("clientFinal").asText());
            case "read" -> onRead(message);
            default -> fail("UNKNOWN_OP", "expected op logon, proof or read");
        }
    }

    private void onLogon(final String clientFirst)
    {
        if (null != logon || clientFirst.isEmpty())
        {
            fail("UNEXPECTED_LOGON", "expected one logon, with clientFirst");
            return;
        }
        logon = new ReaderLogon();
        logon.begin(logonThreads, gatekeeper, clientFirst, new ReaderLogon.Outcome()
        {
            @Override
            public void onChallenge(final String serverFirst)
            {
                sendNow(Json.object((json) ->
                {
                    json.writeStringField("type", "challenge");
                    json.writeStringField("serverFirst", serverFirst);
                }));
            }

            @Override
            public void onReader(final Reader proved)
            {
                channel.eventLoop().execute(() -> ready(proved));
            }

            @Override
            public void onRefused(final String message)
            {
                fail("LOGON_REFUSED", message);
            }
        });
    }

    private void onProof(final String clientFinal)
    {
        if (null == logon || null != reader)
        {
            fail("UNEXPECTED_PROOF", "expected a proof after the challenge only");
            return;
        }
        logon.onProof(clientFinal);
    }

    private void ready(final Reader proved)
    {
        reader = proved;
        sendNow(Json.object((json) ->
        {
            json.writeStringField("type", "ready");
            json.writeStringField("name", proved.name());
            json.writeStringField("role", proved.role().name());
            json.writeNumberField("participantId", proved.participantId());
            json.writeNumberField("ofParticipantId", proved.ofParticipantId());
        }));
    }

    private void onRead(final JsonNode message)
    {
        final JsonNode from = message.path("from");
        final JsonNode of = message.path("participantId");
        if (null == reader || null != session)
        {
            fail("UNEXPECTED_READ", "expected one read, after the logon");
        }
        else if (!isMissing(from) && (!from.canConvertToLong() || !from.isIntegralNumber() || from.asLong() < 1))
        {
            fail("INVALID_FROM", "from: expected an event number from 1, or nothing for new events only");
        }
        else if (!isMissing(of) && (!of.canConvertToInt() || !of.isIntegralNumber() || of.asInt() < 0))
        {
            fail("INVALID_PARTICIPANT", "participantId: expected a number from 0, or nothing for your own");
        }
        else
        {
            final int participantId = reader.executionsOf(isMissing(of) ? Reader.NOBODY : of.asInt());
            if (Reader.NOBODY == participantId)
            {
                fail("NOT_PERMITTED", "a " + reader.role() + " may not read these executions");
                return;
            }
            session = desk.add(this, participantId, isMissing(from) ? ReaderSession.FROM_NOW : from.asLong());
        }
    }

    private static boolean isMissing(final JsonNode node)
    {
        return node.isMissingNode() || node.isNull();
    }

    @Override
    public boolean isWritable()
    {
        return channel.isWritable() && !isClosing.get();
    }

    @Override
    public void send(final String json)
    {
        if (!isClosing.get())
        {
            channel.write(new TextWebSocketFrame(json), channel.voidPromise());
        }
    }

    @Override
    public void flush()
    {
        channel.flush();
    }

    private void sendNow(final String json)
    {
        send(json);
        flush();
    }

    @Override
    public void fail(final String code, final String message)
    {
        if (isClosing.compareAndSet(false, true))
        {
            channel.write(new TextWebSocketFrame(Json.errorMessage(code, message)), channel.voidPromise());
            channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.POLICY_VIOLATION, code))
                .addListener(ChannelFutureListener.CLOSE);
            // Who doesn't read doesn't get the close frame either.
            channel.eventLoop().schedule(() -> channel.close(), CLOSE_GRACE_SECONDS, TimeUnit.SECONDS);
        }
    }

    @Override
    public void channelInactive(final ChannelHandlerContext context)
    {
        isClosing.set(true);
        if (null != logon)
        {
            logon.abandon();
        }
        if (null != session)
        {
            desk.remove(session);
        }
    }

    @Override
    public void userEventTriggered(final ChannelHandlerContext context, final Object event) throws Exception
    {
        if (event instanceof IdleStateEvent)
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
        if (cause instanceof CorruptedFrameException)
        {
            // The frame decoder has sent the fitting close frame itself.
            isClosing.set(true);
        }
        context.close();
    }
}

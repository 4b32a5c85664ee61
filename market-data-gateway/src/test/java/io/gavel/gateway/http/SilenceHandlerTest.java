package io.gavel.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.timeout.IdleState;
import io.netty.handler.timeout.IdleStateEvent;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SilenceHandlerTest
{
    private static final int PINGS_OF_SILENCE = 4;
    private static final byte FINAL_PING = (byte)0x89;

    private final Told told = new Told();

    private EmbeddedChannel channel;

    @AfterEach
    void close()
    {
        channel.finishAndReleaseAll();
    }

    @Test
    void shouldPingWhoOnlyReadsABusyStreamAndKeepWhoAnswers()
    {
        open(10, 10 * PINGS_OF_SILENCE);
        final int[] pings = new int[1];
        await().until(() ->
        {
            channel.writeOutbound(new TextWebSocketFrame("{}"));
            channel.runScheduledPendingTasks();
            for (int i = pings(); i > 0; i--)
            {
                pings[0]++;
                channel.writeInbound(new PongWebSocketFrame());
            }
            return pings[0] > 2 * PINGS_OF_SILENCE;
        });
        assertNull(told.state);
    }

    @Test
    void shouldTellOfAClientThatAnswersNoPing()
    {
        open(10, 10 * PINGS_OF_SILENCE);
        final int[] pings = new int[1];
        await().until(() ->
        {
            channel.runScheduledPendingTasks();
            pings[0] += pings();
            return null != told.state;
        });
        assertEquals(IdleState.READER_IDLE, told.state);
        assertEquals(PINGS_OF_SILENCE - 1, pings[0]);
    }

    private void open(final long pingMillis, final long silenceMillis)
    {
        channel = new EmbeddedChannel(
            new SilenceHandler(pingMillis, silenceMillis), new WebSocket13FrameEncoder(false), told);
        assertTrue(channel.isActive());
    }

    private int pings()
    {
        int count = 0;
        for (ByteBuf bytes = channel.readOutbound(); null != bytes; bytes = channel.readOutbound())
        {
            count += FINAL_PING == bytes.getByte(0) ? 1 : 0;
            bytes.release();
        }
        return count;
    }

    private static ConditionFactory await()
    {
        return Awaitility.await().pollInterval(Duration.ofMillis(1)).pollDelay(Duration.ZERO);
    }

    /** What the handlers behind hear. */
    private static final class Told extends ChannelInboundHandlerAdapter
    {
        private IdleState state;

        @Override
        public void userEventTriggered(final ChannelHandlerContext context, final Object event)
        {
            state = ((IdleStateEvent)event).state();
        }
    }
}

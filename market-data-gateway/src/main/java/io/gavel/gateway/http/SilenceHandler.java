package io.gavel.gateway.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/**
 * Pings a WebSocket's client of which nothing comes, whatever is sent to it meanwhile: a client that only reads a busy
 * stream has nothing else to say. Where not even a pong comes, the handlers behind are told by an
 * {@link IdleStateEvent} of the reader.
 */
public final class SilenceHandler extends IdleStateHandler
{
    private final int pingsMax;
    private int pings;

    /**
     * Watches a connection.
     *
     * @param pingMillis    of silence after which a ping is sent, and again after as much more.
     * @param silenceMillis after which the handlers behind are told; a multiple of it.
     */
    public SilenceHandler(final long pingMillis, final long silenceMillis)
    {
        super(pingMillis, 0, 0, TimeUnit.MILLISECONDS);
        pingsMax = (int)(silenceMillis / pingMillis) - 1;
    }

    @Override
    protected void channelIdle(final ChannelHandlerContext context, final IdleStateEvent event) throws Exception
    {
        if (event.isFirst())
        {
            pings = 0;
        }
        if (pings < pingsMax)
        {
            pings++;
            // From the end of the pipeline, as the encoder of frames stands behind this handler.
            context.channel().writeAndFlush(new PingWebSocketFrame());
        }
        else
        {
            super.channelIdle(context, event);
        }
    }
}

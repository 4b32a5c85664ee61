package io.gavel.cluster;

import io.aeron.logbuffer.FrameDescriptor;

/**
 * What a node gives to the network.
 *
 * @param mtuLength          bytes of a packet at most.
 * @param socketBufferLength bytes of socket buffers and windows.
 */
record NodeNetwork(int mtuLength, int socketBufferLength)
{
    // Aeron's own default: fits the Ethernet's 1,500 with every header.
    private static final int MTU_MIN = 1_408;
    // More packets than two have to fit a socket's buffer.
    private static final int MTU_MAX = 32 * 1024;
    private static final int SOCKET_BUFFER_MIN = 64 * 1024;
    private static final int SOCKET_BUFFER_MAX = 1 << 30;

    static NodeNetwork conclude(final NodeContext context)
    {
        final SettingText mtu = context.text(NodeSetting.MTU);
        return new NodeNetwork(mtu.multipleOf(FrameDescriptor.FRAME_ALIGNMENT, MTU_MIN, MTU_MAX),
            (int)context.text(NodeSetting.SOCKET_BUFFER_LENGTH).bytes(SOCKET_BUFFER_MIN, SOCKET_BUFFER_MAX));
    }
}

package io.gavel.gateway.page;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The server's end of one WebSocket (RFC 6455), as much of it as a page's short text messages need. */
final class WebSocketPeer
{
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int FIN = 0x80;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    WebSocketPeer(final Socket socket, final String key) throws IOException
    {
        this.socket = socket;
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
            "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** The next text message, or null where the page closed the connection. */
    String receive() throws IOException
    {
        while (true)
        {
            final int first = in.read();
            if (first < 0)
            {
                return null;
            }
            final byte[] payload = payload();
            switch (first & 0xF)
            {
                case TEXT:
                    return new String(payload, StandardCharsets.UTF_8);
                case PING:
                    write(PONG, payload);
                    break;
                case CLOSE:
                    write(CLOSE, payload);
                    return null;
                default:
                    throw new IOException("expected a text, ping or close frame, actual opcode " + (first & 0xF));
            }
        }
    }

    void send(final String text) throws IOException
    {
        write(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void close() throws IOException
    {
        socket.close();
    }

    private byte[] payload() throws IOException
    {
        int length = in.readUnsignedByte() & 0x7F;
        if (126 == length)
        {
            length = in.readUnsignedShort();
        }
        else if (127 == length)
        {
            length = Math.toIntExact(in.readLong());
        }
        final byte[] mask = in.readNBytes(4);
        final byte[] payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++)
        {
            payload[i] ^= mask[i & 3];
        }
        return payload;
    }

    private synchronized void write(final int opcode, final byte[] payload) throws IOException
    {
        out.writeByte(FIN | opcode);
        if (payload.length < 126)
        {
            out.writeByte(payload.length);
        }
        else
        {
            out.writeByte(126);
            out.writeShort(payload.length);
        }
        out.write(payload);
        out.flush();
    }

    private static String accept(final String key) throws IOException
    {
        try
        {
            final byte[] text = (key + GUID).getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        }
        catch (final NoSuchAlgorithmException ex)
        {
            throw new IOException(ex);
        }
    }
}

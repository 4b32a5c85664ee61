package io.gavel.dropcopy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gavel.venue.ScramSha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads a drop copy, one message at a time: what it does not ask for stays at the server. For one thread. */
public final class DropCopyClient implements AutoCloseable
{
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration LOGON_TIMEOUT = Duration.ofSeconds(20);
    private static final int NONCE_BYTES = 18;

    private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private boolean isAsked;
    private JsonNode identity;

    /** What came: a text, or the end with its reason. */
    private record Message(String text, String end)
    {
    }

    private DropCopyClient(final URI uri)
    {
        socket = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build().newWebSocketBuilder()
            .connectTimeout(Duration.ofSeconds(5)).buildAsync(uri, new Inbox()).join();
    }

    /**
     * Connects and logs on. The password stays here.
     *
     * @param uri      of the drop copy.
     * @param name     of the reader.
     * @param password of the reader.
     * @return logged on.
     * @throws IOException           where there is no drop copy, or it does not let the reader in.
     * @throws InterruptedException  where the thread is interrupted.
     */
    public static DropCopyClient connect(final URI uri, final String name, final char[] password)
        throws IOException, InterruptedException
    {
        final DropCopyClient client;
        try
        {
            client = new DropCopyClient(uri);
        }
        catch (final CompletionException e)
        {
            final String reason = e.getCause().getMessage();
            throw new IOException("no drop copy at " + uri + (null == reason ? "" : ": " + reason), e.getCause());
        }
        try
        {
            client.logOn(name, password);
            return client;
        }
        catch (final IOException | RuntimeException e)
        {
            client.close();
            throw e;
        }
    }

    private void logOn(final String name, final char[] password) throws IOException, InterruptedException
    {
        final byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        final String clientFirst = ScramSha256.clientFirst(name, Base64.getEncoder().encodeToString(nonce));
        send(MAPPER.createObjectNode().put("op", "logon").put("clientFirst", clientFirst));
        final String challenge = expect("challenge").path("serverFirst").asText();
        send(MAPPER.createObjectNode().put("op", "proof")
            .put("clientFinal", ScramSha256.clientFinal(password, clientFirst, challenge)));
        identity = expect("ready");
    }

    private JsonNode expect(final String type) throws IOException, InterruptedException
    {
        final JsonNode message = next(LOGON_TIMEOUT);
        if (null == message || !type.equals(message.path("type").asText()))
        {
            throw new IOException("expected " + type + " from the drop copy, actual " + message);
        }
        return message;
    }

    /**
     * Who logged on, as the venue says.
     *
     * @return name, role, participantId and ofParticipantId.
     */
    public JsonNode identity()
    {
        return identity;
    }

    /**
     * Begins to read; once.
     *
     * @param fromSeq       first event that is wanted, or null for new ones only.
     * @param participantId whose executions, for an operator; or null.
     */
    public void read(final Long fromSeq, final Integer participantId)
    {
        send(MAPPER.createObjectNode().put("op", "read").put("from", fromSeq).put("participantId", participantId));
    }

    private void send(final ObjectNode message)
    {
        socket.sendText(message.toString(), true).join();
    }

    /**
     * The next message.
     *
     * @param timeout how long to wait.
     * @return null where none came in time.
     * @throws IOException          where the drop copy told an error, or the connection ended.
     * @throws InterruptedException where the thread is interrupted.
     */
    public JsonNode next(final Duration timeout) throws IOException, InterruptedException
    {
        if (!isAsked)
        {
            isAsked = true;
            socket.request(1);
        }
        final Message message = messages.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        if (null == message)
        {
            return null;
        }
        isAsked = false;
        if (null == message.text)
        {
            throw new IOException("the drop copy ended the connection" +
                (message.end.isEmpty() ? "" : ": " + message.end));
        }
        final JsonNode json;
        try
        {
            json = MAPPER.readTree(message.text);
        }
        catch (final JsonProcessingException e)
        {
            throw new IOException("the drop copy sent what is no JSON: " + e.getOriginalMessage(), e);
        }
        if ("error".equals(json.path("type").asText()))
        {
            throw new IOException(json.path("error").asText() + ": " + json.path("message").asText());
        }
        return json;
    }

    @Override
    public void close()
    {
        socket.abort();
    }

    /** Called by the HTTP client's threads, for one message at a time. */
    private final class Inbox implements WebSocket.Listener
    {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void onOpen(final WebSocket webSocket)
        {
            // Nothing is asked for before it is wanted.
        }

        @Override
        public CompletionStage<?> onText(final WebSocket webSocket, final CharSequence data, final boolean last)
        {
            text.append(data);
            if (last)
            {
                messages.add(new Message(text.toString(), null));
                text.setLength(0);
            }
            else
            {
                webSocket.request(1);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onPing(final WebSocket webSocket, final ByteBuffer message)
        {
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(final WebSocket webSocket, final int status, final String reason)
        {
            messages.add(new Message(null, reason));
            return null;
        }

        @Override
        public void onError(final WebSocket webSocket, final Throwable error)
        {
            messages.add(new Message(null, String.valueOf(error.getMessage())));
        }
    }
}

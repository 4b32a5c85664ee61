package io.gavel.engine;

import io.gavel.schema.AccountStatus;
import io.gavel.schema.MessageHeaderDecoder;
import io.gavel.schema.OrdType;
import io.gavel.schema.PostOnly;
import io.gavel.schema.Role;
import io.gavel.schema.Scope;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import io.gavel.venue.EventStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Runs script lines against an exchange, and writes down what comes out. A line is {@code open SESSION PARTICIPANT},
 * {@code close SESSION}, {@code timer ID}, {@code term BEHAVIOUR-MAX}, {@code time TIME}, {@code until TIME} and
 * {@code after TIME}, which let the timers come that are wanted until then, or {@code SESSION COMMAND ARGUMENTS}. From
 * {@code write nothing} on nothing is written down, from {@code write events} on all but wanted timers and the
 * sessions' copies of reports.
 *
 * <p>Of any message: {@code v=1} sends it as version 1, {@code byte=OFFSET:VALUE} and {@code cut=BYTES} damage it,
 * {@code times=N} sends the same one again, {@code each=N} sends as many with ids that count up.
 */
final class GoldenScript implements EngineOutput
{
    final Exchange exchange = new Exchange(this);
    private final CommandEncoder encoder = new CommandEncoder();
    private final GoldenAdmin admin = new GoldenAdmin(encoder);
    private final MessageText text = new MessageText();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Map<Long, Long> nextClientSeq = new HashMap<>();
    private final List<String> lines = new ArrayList<>();
    // When each wanted timer is due, by its id.
    private final Map<Long, Long> timers = new HashMap<>();
    private String written = "all";
    private long nowNs = 1_000;

    List<String> run(final String line)
    {
        lines.clear();
        final String[] words = line.trim().split("\\s+");
        switch (words[0])
        {
            case "open" -> exchange.onSessionOpened(Long.parseLong(words[1]), Integer.parseInt(words[2]), nowNs);
            case "close" -> exchange.onSessionClosed(Long.parseLong(words[1]), nowNs);
            case "timer" -> exchange.onTimer(Long.parseLong(words[1]), nowNs);
            case "time" -> nowNs = GoldenTime.number(words[1]);
            case "until" -> advance(GoldenTime.number(words[1]));
            case "after" -> advance(nowNs + GoldenTime.number(words[1]));
            case "write" -> written = words[1];
            case "term" -> exchange.onNewLeadershipTerm(
                nowNs, words.length > 1 ? Integer.parseInt(words[1]) : Behaviour.FIRST);
            default -> send(Long.parseLong(words[0]), words);
        }
        if ("nothing".equals(written))
        {
            lines.clear();
        }
        else if ("events".equals(written))
        {
            lines.removeIf((text) -> text.matches("-> \\d+ report \\d+|timer \\d+ at \\d+"));
        }
        return lines;
    }

    private void advance(final long untilNs)
    {
        long due;
        while ((due = timers.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE)) <= untilNs)
        {
            final long deadlineNs = due;
            final long id = timers.entrySet().stream().filter((timer) -> timer.getValue() == deadlineNs)
                .mapToLong(Map.Entry::getKey).min().orElseThrow();
            timers.remove(id);
            nowNs = Math.max(nowNs, deadlineNs);
            exchange.onTimer(id, nowNs);
        }
        nowNs = Math.max(nowNs, untilNs);
    }

    private int replace(final List<String> plain, final Map<String, String> named, final long seq)
    {
        final int length = encoder.replace(seq, orderId(named), number(named, "id", 0), number(named, "to", 0),
            lots(plain.get(0)), price(plain.get(0)));
        encoder.amend(number(named, "stop", 0), number(named, "display", 0), number(named, "expire", 0));
        return length;
    }

    private static OrderSpec order(final List<String> plain, final Map<String, String> named)
    {
        final OrderSpec order = new OrderSpec();
        order.account = number(named, "account", 1);
        order.clOrdId = number(named, "id", 0);
        order.instrument = (int)number(named, "i", 1);
        order.side = MessageText.side(plain.get(0));
        order.lots = lots(plain.get(1));
        order.price = price(plain.get(1));
        order.stop = number(named, "stop", 0);
        order.type = 0 == order.price ? 0 == order.stop ? OrdType.MARKET : OrdType.STOP :
            0 == order.stop ? OrdType.LIMIT : OrdType.STOP_LIMIT;
        order.tif = TimeInForce.valueOf(named.getOrDefault("tif", "DAY"));
        order.display = number(named, "display", 0);
        order.min = number(named, "min", 0);
        order.expire = number(named, "expire", 0);
        order.prevention = SelfTradePrevention.valueOf(named.getOrDefault("stp", "NONE"));
        order.scope = SelfTradeScope.valueOf(named.getOrDefault("scope", "ACCOUNT"));
        order.postOnly = PostOnly.valueOf(named.getOrDefault("post", "NONE"));
        return order;
    }

    static Side side(final Map<String, String> named)
    {
        return named.containsKey("side") ? MessageText.side(named.get("side")) : Side.NULL_VAL;
    }

    private void send(final long session, final String[] words)
    {

        final Map<String, String> named = new HashMap<>();
        final List<String> plain = new ArrayList<>();
        for (int i = 2; i < words.length; i++)
        {
            final int at = words[i].indexOf('=');
            if (at > 0)
            {
                named.put(words[i].substring(0, at), words[i].substring(at + 1));
            }
            else
            {
                plain.add(words[i]);
            }
        }
        final long firstId = number(named, "id", 0);
        for (long i = 0; i < number(named, "each", 1); i++)
        {
            named.put("id", Long.toString(firstId + i));
            send(session, words[1], plain, named);
        }
    }

    private void send(
        final long session, final String word, final List<String> plain, final Map<String, String> named)
    {
        encoder.why = named.getOrDefault("why", "test").replace('_', ' ').strip();
        encoder.requestKey = number(named, "key", 0);
        final long given = number(named, "seq", -1);
        final long expected = nextClientSeq.getOrDefault(session, 1L);
        final long seq = given >= 0 ? given : expected;
        int length = query(word, named);
        if (length < 0)
        {
            length = command(word, plain, named, seq);
            if (!"resume".equals(word) && seq == expected && !named.containsKey("keep"))
            {
                nextClientSeq.put(session, seq + 1);
            }
        }
        length = "1".equals(named.get("v")) ? encoder.firstVersion() : length;
        damage(named);
        for (long times = number(named, "times", 1); times > 0; times--)
        {
            exchange.onMessage(session, encoder.buffer, 0, length - (int)number(named, "cut", 0), nowNs);
        }
    }

    private int query(final String word, final Map<String, String> named)
    {
        return switch (word)
        {
            case "account?" -> encoder.accountQuery(number(named, "account", 0), (int)number(named, "after", 0));
            case "accounts?" -> encoder.accountListQuery(number(named, "after", 0));
            case "order?" -> encoder.orderQuery(orderId(named), number(named, "id", 0));
            case "orders?" -> encoder.openOrdersQuery(
                number(named, "account", 0), number(named, "cursor", 0), (int)number(named, "i", 0));
            case "instruments?" -> encoder.instrumentQuery((int)number(named, "after", 0));
            case "self?" -> encoder.selfQuery();
            case "trading?" -> encoder.tradingStateQuery((int)number(named, "after", 0));
            case "limits?" -> encoder.limitQuery(Scope.valueOf(named.get("scope")), number(named, "owner", 0));
            case "groups?" -> encoder.groupQuery((int)number(named, "after", -1));
            case "participants?" -> encoder.participantQuery((int)number(named, "after", -1));
            default -> -1;
        };
    }

    private int command(
        final String word, final List<String> plain, final Map<String, String> named, final long seq)
    {
        final int instrument = (int)number(named, "i", 1);
        final long account = number(named, "account", 1);
        return switch (word)
        {
            case "resume" -> encoder.resume(number(named, "last", 0), (int)number(named, "conn", 0));
            case "new" -> encoder.newOrder(seq, order(plain, named));
            case "cancel" -> encoder.cancel(seq, orderId(named), number(named, "id", 0));
            case "replace" -> replace(plain, named, seq);
            case "masscancel" -> encoder.massCancel(seq, number(named, "account", 0), (int)number(named, "i", 0),
                side(named));
            case "disconnect-grace" -> encoder.cancelOnDisconnect(seq, GoldenTime.number(plain.get(0)));
            case "dead-man" -> encoder.deadMansTimer(seq, GoldenTime.number(plain.get(0)));
            case "instrument" -> encoder.addInstrument(seq,
                plain.get(0) + (named.containsKey("each") ? named.get("id") : ""), plain.get(1),
                number(named, "tick", 1), number(named, "lot", 1));
            case "participant" -> encoder.addParticipant(
                seq, plain.get(0), Role.valueOf(plain.get(1)), (int)number(named, "iterations", 4096),
                (int)number(named, "of", -1));
            case "account" -> encoder.addAccount(seq, Integer.parseInt(plain.get(0)),
                AccountStatus.valueOf(named.getOrDefault("status", "VERIFIED")));
            case "cash" -> encoder.adjustCash(seq, account, plain.get(0), Long.parseLong(plain.get(1)));
            case "shares" -> encoder.adjustHolding(seq, account, instrument, Long.parseLong(plain.get(0)));
            case "hash" -> encoder.hashState(seq);
            case "closeday" -> encoder.closeDay(seq);
            default -> admin.encode(word, plain, named, seq);
        };
    }

    // byte=OFFSET:VALUE overwrites a byte of the message.
    private void damage(final Map<String, String> named)
    {
        final String damage = named.get("byte");
        if (null != damage)
        {
            final int colon = damage.indexOf(':');
            encoder.buffer.putByte(
                Integer.parseInt(damage.substring(0, colon)), (byte)Integer.parseInt(damage.substring(colon + 1)));
        }
    }

    static long number(final Map<String, String> named, final String name, final long otherwise)
    {
        final String value = named.get(name);
        return null == value ? otherwise : GoldenTime.number(value);
    }

    // SLOT.GENERATION
    private static long orderId(final Map<String, String> named)
    {
        final String value = named.get("order");
        if (null == value)
        {
            return 0;
        }
        final int dot = value.indexOf('.');
        return Long.parseLong(value.substring(dot + 1)) << 32 | Integer.parseInt(value.substring(0, dot));
    }

    static long lots(final String text)
    {
        return Long.parseLong(text.substring(0, text.indexOf('@')));
    }

    static long price(final String text)
    {
        final String price = text.substring(text.indexOf('@') + 1);
        return "market".equals(price) ? 0 : Long.parseLong(price);
    }

    @Override
    public void onEventBatch(
        final long firstSeq, final long lastSeq, final DirectBuffer buffer, final int offset, final int length)
    {
        EventStream.forEachEvent(header, buffer, offset, length,
            (templateId, event, at, eventLength, eventSeq) -> lines.add(text.event(event, at)));
    }

    @Override
    public void onSessionMessage(final long sessionId, final DirectBuffer buffer, final int offset, final int length)
    {
        lines.add("-> " + sessionId + " " + text.sessionMessage(buffer, offset));
    }

    @Override
    public void onTimerWanted(final long timerId, final long deadlineNs)
    {
        timers.put(timerId, deadlineNs);
        lines.add("timer " + timerId + " at " + deadlineNs);
    }

    @Override
    public void onCredential(final ParticipantCredential credential)
    {
        lines.add("credential " + credential.participantId() + " " + credential.name() + " " +
            credential.iterations());
    }

    @Override
    public void onTimerUnwanted(final long timerId)
    {
        lines.add("timer " + timerId + " unwanted");
    }

    @Override
    public void onSessionRefused(final long sessionId)
    {
        lines.add("refused " + sessionId);
    }
}

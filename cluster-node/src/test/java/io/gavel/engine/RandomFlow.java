package io.gavel.engine;

import io.gavel.schema.AccountStatus;
import io.gavel.schema.Role;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;

/**
 * A seeded flow of input: most of it valid commands of a few traders and of those who run the venue, the rest
 * everything that can go wrong. Each step is given to a sink as one input of the log, so that it can be recorded and
 * played again. Time moves in small steps, and now and then to the next timer; timers that are due come by deadline,
 * some of them late.
 */
final class RandomFlow
{
    /** Takes the inputs. */
    interface Input
    {
        void onOpen(long sessionId, int participantId, long nowNs);

        void onClose(long sessionId, long nowNs);

        void onMessage(long sessionId, DirectBuffer buffer, int length, long nowNs);

        void onTimer(long timerId, long nowNs);

        void onNewTerm(long nowNs, int behaviourVersionMax);
    }

    static final int OPERATOR = 0;
    static final int TRADERS = 4;
    static final int RISK_OFFICER = 5;
    static final int DROP_COPY_READER = 6;
    static final int MARKET_DATA_READER = 7;
    static final int FEE_ACCOUNT = 9;
    static final int INSTRUMENTS = 4;
    private static final int PARTICIPANTS = 8;
    private static final int CONNECTIONS = 3;
    private static final long SECOND_NS = 1_000_000_000L;

    final SplittableRandom random;
    final Exchange exchange;
    final CommandEncoder encoder = new CommandEncoder();
    private final Input input;
    private final RecordedOutput output;
    private final OrderFlow orders = new OrderFlow(this);
    private final AdminFlow admin = new AdminFlow(this);
    private final long[][] sessions = new long[PARTICIPANTS][CONNECTIONS];
    private long nextSession = 1;
    // Friday, five minutes before the end of the opening auction.
    private long nowNs = (20_000 * 86_400L + 8 * 3_600 + 55 * 60) * SECOND_NS;
    // The connection by which the next command goes.
    private int connection;

    /** The exchange is looked at for what can be asked for next: orders that are open, sequences that are due. */
    RandomFlow(final long seed, final Input input, final Exchange exchange, final RecordedOutput output)
    {
        random = new SplittableRandom(seed);
        this.input = input;
        this.exchange = exchange;
        this.output = output;
    }

    void setUp()
    {
        connect(OPERATOR, 0, 0);
        for (int trader = 1; trader <= TRADERS; trader++)
        {
            send(OPERATOR, encoder.addParticipant(seq(OPERATOR), "trader" + trader, Role.TRADER, 4096));
        }
        send(OPERATOR, encoder.addParticipant(seq(OPERATOR), "risk", Role.RISK_OFFICER, 4096));
        send(OPERATOR, encoder.addParticipant(seq(OPERATOR), "copy", Role.DROP_COPY_READER, 4096, 1));
        send(OPERATOR, encoder.addParticipant(seq(OPERATOR), "data", Role.MARKET_DATA_READER, 4096));
        for (int participant = 0; participant < PARTICIPANTS; participant++)
        {
            final int count = participant <= RISK_OFFICER ? CONNECTIONS : 1;
            for (int id = OPERATOR == participant ? 1 : 0; id < count; id++)
            {
                connect(participant, id, id);
            }
        }
        connection = 0;
        addInstruments();
        for (int account = 1; account <= FEE_ACCOUNT; account++)
        {
            final int owner = FEE_ACCOUNT == account ? OPERATOR : (account + 1) / 2;
            send(OPERATOR, encoder.addAccount(seq(OPERATOR), owner, AccountStatus.VERIFIED));
            fund(account);
        }
        admin.setUp();
    }

    private void addInstruments()
    {
        send(OPERATOR, encoder.addInstrument(seq(OPERATOR), "AAPL", "USD", 100, 1));
        send(OPERATOR, encoder.addInstrument(seq(OPERATOR), "BIG", "JPY", 1_000_000_000L, 1_000));
        send(OPERATOR, encoder.addInstrument(seq(OPERATOR), "SAP", "EUR", 1, 10));
        send(OPERATOR, encoder.addInstrument(seq(OPERATOR), "IBM", "USD", 7, 30));
    }

    private void fund(final int account)
    {
        send(OPERATOR, encoder.adjustCash(seq(OPERATOR), account, "USD", 1_000_000 + random.nextInt(5_000_000)));
        send(OPERATOR, encoder.adjustCash(seq(OPERATOR), account, "EUR", random.nextInt(300_000) + 1));
        send(OPERATOR, encoder.adjustCash(seq(OPERATOR), account, "JPY", random.nextLong(200_000_000_000_000_000L)));
        for (int instrument = 1; instrument <= INSTRUMENTS; instrument++)
        {
            send(OPERATOR, encoder.adjustHolding(seq(OPERATOR), account, instrument, 1 + random.nextInt(500)));
        }
    }

    void step()
    {
        advance();
        if (fireDue())
        {
            return;
        }
        connection = 0 == random.nextInt(4) ? random.nextInt(CONNECTIONS) : 0;
        final int trader = 0 == random.nextInt(40) ? random.nextInt(PARTICIPANTS) : 1 + random.nextInt(TRADERS);
        final int dice = random.nextInt(1_000);
        if (dice < 800)
        {
            if (isConnected(trader))
            {
                send(trader, orders.next(trader));
            }
            else
            {
                send(trader, orders.limit(trader, 1));
                reconnect(trader);
            }
        }
        else if (dice < 940)
        {
            connection = 0;
            if (isConnected(OPERATOR))
            {
                admin.step();
            }
            else
            {
                connect(OPERATOR, 0, 0);
            }
        }
        else if (dice < 965)
        {
            query(trader);
        }
        else
        {
            rare(trader, dice);
        }
    }

    private void advance()
    {
        final RecordedOutput.Timer next = output.timers.peek();
        if (null != next && next.deadlineNs() > nowNs && 0 == random.nextInt(60))
        {
            nowNs = next.deadlineNs() + random.nextInt(3) * 1_000;
        }
        else
        {
            nowNs += random.nextInt(400_000) - 40_000;
        }
    }

    private boolean fireDue()
    {
        final RecordedOutput.Timer due = output.timers.peek();
        if (null == due || due.deadlineNs() > nowNs || 0 == random.nextInt(6))
        {
            return false;
        }
        output.timers.remove();
        input.onTimer(due.id(), nowNs);
        return true;
    }

    private boolean isConnected(final int participant)
    {
        final var session = exchange.venue().sessions().get(session(participant));
        return null != session && session.connectionId() >= 0 && !session.isFenced();
    }

    // Somebody who is gone comes back after a while.
    private void reconnect(final int participant)
    {
        if (0 == random.nextInt(10))
        {
            connect(participant, connection, connection);
        }
    }

    private void rare(final int trader, final int dice)
    {
        if (dice < 972)
        {
            // A sequence that is not due.
            send(trader, orders.limit(trader, seq(trader) + random.nextInt(5) - 2));
        }
        else if (dice < 977)
        {
            final int id = random.nextInt(CONNECTIONS);
            connect(trader, id, 0 == random.nextInt(8) ? random.nextInt(20) - 2 : id);
        }
        else if (dice < 981)
        {
            // Gone, and some time later back.
            input.onClose(sessions[trader][connection], nowNs);
            if (random.nextBoolean())
            {
                connect(trader, connection, connection);
            }
        }
        else if (dice < 983)
        {
            nowNs -= random.nextInt(2_000_000);
            input.onNewTerm(nowNs, random.nextInt(Behaviour.VERSION_MAX + 1));
        }
        else if (dice < 985)
        {
            input.onTimer(random.nextInt(5_000), nowNs);
        }
        else
        {
            garble(trader, random.nextInt(4) > 0 ? orders.next(trader) : admin.any());
        }
    }

    private void query(final int trader)
    {
        final int asker = switch (random.nextInt(8))
        {
            case 0 -> OPERATOR;
            case 1 -> RISK_OFFICER;
            case 2 -> DROP_COPY_READER;
            case 3 -> MARKET_DATA_READER;
            default -> trader;
        };
        send(asker, switch (random.nextInt(10))
        {
            case 0 -> encoder.accountQuery(random.nextInt(12), random.nextInt(5) - 1);
            case 1 -> encoder.accountListQuery(random.nextInt(12) - 2);
            case 2 -> encoder.orderQuery(orders.someOrder(), orders.someClOrdId(trader));
            case 3 -> encoder.openOrdersQuery(random.nextInt(9), random.nextInt(50), random.nextInt(5));
            case 4 -> encoder.instrumentQuery(random.nextInt(6) - 2);
            case 5 -> encoder.participantQuery(random.nextInt(9) - 2);
            case 6 -> encoder.selfQuery();
            case 7 -> encoder.tradingStateQuery(random.nextInt(6) - 1);
            case 8 -> encoder.limitQuery(admin.scope(), random.nextInt(11));
            default -> encoder.groupQuery(random.nextInt(4) - 2);
        });
    }

    private void garble(final int trader, final int length)
    {
        final int flips = 1 + random.nextInt(3);
        for (int i = 0; i < flips; i++)
        {
            final int at = random.nextInt(length);
            encoder.buffer.putByte(at, (byte)(encoder.buffer.getByte(at) ^ 1 << random.nextInt(8)));
        }
        send(trader, 0 == random.nextInt(3) ? random.nextInt(length + 1) : length);
    }

    private void connect(final int participant, final int id, final int resumed)
    {
        final long older = sessions[participant][id];
        sessions[participant][id] = nextSession++;
        input.onOpen(sessions[participant][id], participant, nowNs);
        input.onMessage(
            sessions[participant][id], encoder.buffer, encoder.resume(random.nextInt(20), resumed), nowNs);
        if (0 != older && random.nextBoolean())
        {
            input.onClose(older, nowNs);
        }
    }

    void send(final int participant, final int length)
    {
        input.onMessage(session(participant), encoder.buffer, length, nowNs);
    }

    private long session(final int participant)
    {
        final long session = sessions[participant][connection];
        return 0 == session ? sessions[participant][0] : session;
    }

    /** The client sequence that the participant's connection expects next. */
    long seq(final int participant)
    {
        final var session = exchange.venue().sessions().get(session(participant));
        return null == session || session.connectionId() < 0 ? 1 :
            exchange.venue().participants().get(participant).connection(session.connectionId()).outcomes()
                .lastClientSeq() + 1;
    }

    long nowNs()
    {
        return nowNs;
    }

    /** Everything is cancelled, whatever the market is in; then each timer comes that was asked for. */
    void end()
    {
        connection = 0;
        connect(OPERATOR, 0, 0);
        send(OPERATOR, admin.cancelAll());
        while (!output.timers.isEmpty() && output.timers.peek().deadlineNs() <= nowNs)
        {
            input.onTimer(output.timers.remove().id(), nowNs);
        }
    }
}

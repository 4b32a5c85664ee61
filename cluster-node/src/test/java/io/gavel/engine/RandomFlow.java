package io.gavel.engine;

import io.gavel.schema.Role;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;
import java.util.Random;
import org.agrona.DirectBuffer;

/**
 * A seeded flow of input: most of it valid orders of a few traders in a few instruments, the rest everything that can
 * go wrong. Each step is given to a sink as one input of the log, so that it can be recorded and played again.
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
    }

    private static final int TRADERS = 4;
    private static final int INSTRUMENTS = 3;

    private final Random random;
    private final Input input;
    private final Exchange exchange;
    private final RecordedOutput output;
    private final CommandEncoder encoder = new CommandEncoder();
    private final long[] nextClOrdId = new long[TRADERS + 1];
    private final long[] sessions = new long[TRADERS + 1];
    private long nextSession = 1;
    private long nowNs = 1;

    /** The exchange is looked at for what can be asked for next: orders that are open, sequences that are due. */
    RandomFlow(final long seed, final Input input, final Exchange exchange, final RecordedOutput output)
    {
        random = new Random(seed);
        this.input = input;
        this.exchange = exchange;
        this.output = output;
    }

    void setUp()
    {
        connect(0);
        send(0, encoder.addInstrument(seq(0), "AAPL", "USD", 100, 1));
        send(0, encoder.addInstrument(seq(0), "BIG", "USD", 1_000_000_000L, 1_000_000));
        send(0, encoder.addInstrument(seq(0), "SAP", "EUR", 1, 10));
        for (int trader = 1; trader <= TRADERS; trader++)
        {
            send(0, encoder.addParticipant(seq(0), "trader" + trader, Role.TRADER, 4096));
            connect(trader);
            for (int i = 0; i < 2; i++)
            {
                send(0, encoder.addAccount(seq(0), trader));
                final long account = exchange.venue().accounts().count();
                send(0, encoder.adjustCash(seq(0), account, "USD", 1_000_000 + random.nextInt(5_000_000)));
                send(0, encoder.adjustCash(seq(0), account, "EUR", random.nextInt(100_000) + 1));
                for (int instrument = 1; instrument <= INSTRUMENTS; instrument++)
                {
                    send(0, encoder.adjustHolding(seq(0), account, instrument, 1 + random.nextInt(500)));
                }
            }
        }
    }

    void step()
    {
        nowNs += random.nextInt(1000) - 100;
        final int trader = 1 + random.nextInt(TRADERS);
        final int dice = random.nextInt(1000);
        if (dice < 520)
        {
            send(trader, newOrder(trader));
        }
        else if (dice < 680)
        {
            send(trader, encoder.cancel(seq(trader), someOrder(), 0));
        }
        else if (dice < 740)
        {
            send(trader, encoder.cancel(seq(trader), 0, someClOrdId(trader)));
        }
        else if (dice < 880)
        {
            final boolean isById = random.nextBoolean();
            send(trader, encoder.replace(seq(trader), isById ? someOrder() : 0, isById ? 0 : someClOrdId(trader),
                random.nextBoolean() ? 0 : ++nextClOrdId[trader], lots(), price()));
        }
        else
        {
            rare(trader, dice);
        }
    }

    private void rare(final int trader, final int dice)
    {
        if (dice < 910)
        {
            adjust();
        }
        else if (dice < 930)
        {
            query(trader);
        }
        else if (dice < 950)
        {
            send(trader, encoder.newOrder(seq(trader) + random.nextInt(5) - 2, trader, ++nextClOrdId[trader], 1,
                Side.BUY, lots(), price(), TimeInForce.DAY));
        }
        else if (dice < 960)
        {
            connect(trader);
        }
        else if (dice < 965)
        {
            input.onClose(sessions[trader], nowNs);
            connect(trader);
        }
        else if (dice < 985)
        {
            garble(trader, newOrder(trader));
        }
        else if (dice < 990)
        {
            send(0, encoder.hashState(seq(0)));
        }
        else if (dice < 992)
        {
            send(0, encoder.closeDay(seq(0)));
        }
        else if (!output.timers.isEmpty())
        {
            input.onTimer(output.timers.remove(), nowNs);
        }
    }

    private int newOrder(final int trader)
    {
        final long clOrdId = 0 == random.nextInt(30) ? someClOrdId(trader) : ++nextClOrdId[trader];
        final long account = 0 == random.nextInt(50) ? random.nextInt(12) : trader * 2 - random.nextInt(2);
        final TimeInForce tif = switch (random.nextInt(8))
        {
            case 0 -> TimeInForce.IOC;
            case 1 -> TimeInForce.FOK;
            case 2, 3 -> TimeInForce.GTC;
            default -> TimeInForce.DAY;
        };
        final long price = 0 == random.nextInt(8) ? 0 : price();
        return encoder.newOrder(seq(trader), account, clOrdId, 1 + random.nextInt(INSTRUMENTS),
            random.nextBoolean() ? Side.BUY : Side.SELL, lots(), price, tif);
    }

    private void adjust()
    {
        final long account = random.nextInt(10);
        final long delta = 0 == random.nextInt(10) ? random.nextLong() : random.nextInt(20_000) - 8_000;
        send(0, random.nextBoolean() ?
            encoder.adjustCash(seq(0), account, random.nextBoolean() ? "USD" : "EUR", delta) :
            encoder.adjustHolding(seq(0), account, 1 + random.nextInt(4), delta));
    }

    private void query(final int trader)
    {
        final int asker = random.nextInt(3) == 0 ? 0 : trader;
        send(asker, switch (random.nextInt(6))
        {
            case 0 -> encoder.accountQuery(random.nextInt(12), random.nextInt(5) - 1);
            case 1 -> encoder.accountListQuery(random.nextInt(12) - 2);
            case 2 -> encoder.orderQuery(someOrder(), someClOrdId(trader));
            case 3 -> encoder.openOrdersQuery(random.nextInt(9), random.nextInt(50), random.nextInt(4));
            case 4 -> encoder.instrumentQuery(random.nextInt(6) - 2);
            default -> encoder.participantQuery(random.nextInt(7) - 2);
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

    private void connect(final int participant)
    {
        sessions[participant] = nextSession++;
        input.onOpen(sessions[participant], participant, nowNs);
        send(participant, encoder.resume(random.nextInt(20), 0));
    }

    private void send(final int participant, final int length)
    {
        input.onMessage(sessions[participant], encoder.buffer, length, nowNs);
    }

    private long seq(final int participant)
    {
        return exchange.venue().participants().get(participant).connection(0).outcomes().lastClientSeq() + 1;
    }

    private long someOrder()
    {
        final int slots = exchange.venue().pool().slotCount();
        return 0 == slots || 0 == random.nextInt(30) ? random.nextLong() :
            exchange.venue().pool().orderId(random.nextInt(slots));
    }

    private long someClOrdId(final int trader)
    {
        final long newest = nextClOrdId[trader];
        return newest - random.nextInt((int)Math.min(newest + 1, 60));
    }

    private long lots()
    {
        return 0 == random.nextInt(40) ? random.nextLong() : 1 + random.nextInt(40);
    }

    private long price()
    {
        return 0 == random.nextInt(40) ? random.nextLong() : 95 + random.nextInt(11);
    }
}

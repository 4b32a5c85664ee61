package io.gavel.engine;

import io.gavel.schema.AccountStatus;
import io.gavel.schema.LimitType;
import io.gavel.schema.Role;
import io.gavel.schema.Scope;
import io.gavel.schema.Side;
import io.gavel.schema.TradingPhase;

/** What operators and risk officers send. What stops trading is ended soon again, so that most of the flow trades. */
final class AdminFlow
{
    private static final int[] DAY = { 8 * 3600, 8 * 3600 + 3000, 9 * 3600, 17 * 3600, 17 * 3600 + 600, 18 * 3600 };

    private final RandomFlow flow;
    private final CommandEncoder encoder;
    private final AdminEncoder admin;
    private long names;

    AdminFlow(final RandomFlow flow)
    {
        this.flow = flow;
        encoder = flow.encoder;
        admin = new AdminEncoder(encoder);
    }

    private int dice(final int sides)
    {
        return flow.random.nextInt(sides);
    }

    private long seq()
    {
        return flow.seq(RandomFlow.OPERATOR);
    }

    /** Two instruments follow a calendar, fees are charged, and one instrument has collars from the start. */
    void setUp()
    {
        flow.send(RandomFlow.OPERATOR, admin.setFeeAccount(seq(), RandomFlow.FEE_ACCOUNT));
        flow.send(RandomFlow.OPERATOR, admin.setFees(seq(), -1, 0, 500, 2_000, 1_000));
        flow.send(RandomFlow.OPERATOR, admin.setFees(seq(), -1, 1, 30, 100_000, 0));
        flow.send(RandomFlow.OPERATOR, admin.setFees(seq(), 2, 0, 0, 1_500, 7));
        flow.send(RandomFlow.OPERATOR, admin.setInstrument(seq(), 3, 1, 1));
        flow.send(RandomFlow.OPERATOR, admin.setInstrument(seq(), 4, 1, -1));
        flow.send(RandomFlow.OPERATOR, admin.setCollar(seq(), 3, 100, 900, 500, 20_000_000));
        flow.send(RandomFlow.OPERATOR, admin.setCollar(seq(), 4, 100, 800, 0, 0));
        flow.send(RandomFlow.OPERATOR, admin.setCalendar(seq(), 1, DAY));
    }

    void step()
    {
        encoder.why = 0 == dice(60) ? "" : "test";
        encoder.requestKey = 0 == dice(3) ? 1 + dice(300) : 0;
        if (0 == dice(4))
        {
            heal();
            return;
        }
        final int sender = 0 == dice(8) ? RandomFlow.RISK_OFFICER : RandomFlow.OPERATOR;
        final int length = any(flow.seq(sender));
        flow.send(sender, 0 == dice(10) ? firstVersion(length) : length);
    }

    /** Any command, as the operator would send it. */
    int any()
    {
        return any(seq());
    }

    // Where the first version has the message.
    private int firstVersion(final int length)
    {
        return switch (encoder.buffer.getShort(2, java.nio.ByteOrder.LITTLE_ENDIAN))
        {
            case 1, 3, 4, 5, 6, 7 -> encoder.firstVersion();
            default -> length;
        };
    }

    private int any(final long seq)
    {
        final int dice = dice(1_000);
        if (dice < 420)
        {
            return movement(seq);
        }
        if (dice < 620)
        {
            return risk(seq);
        }
        if (dice < 800)
        {
            return market(seq);
        }
        if (dice < 960)
        {
            final long match = 0 == dice(20) ? flow.random.nextLong() :
                Math.max(1, flow.exchange.venue().matchId() - dice(40));
            return 0 == dice(2) ? admin.bustTrade(seq, match) :
                admin.correctTrade(seq, match, 1 + dice(6), 0 == dice(20) ? flow.random.nextLong() : 95 + dice(10));
        }
        return member(seq);
    }

    private int movement(final long seq)
    {
        final long account = 0 == dice(20) ? dice(14) : 1 + dice(9);
        final long other = 0 == dice(20) ? dice(14) : 1 + dice(9);
        final long delta = 0 == dice(20) ? flow.random.nextLong() : dice(40_000) - 15_000;
        final int instrument = 1 + dice(RandomFlow.INSTRUMENTS + (0 == dice(10) ? 2 : 0));
        return switch (dice(4))
        {
            case 0 -> encoder.adjustCash(seq, account, currency(), delta);
            case 1 -> encoder.adjustHolding(seq, account, instrument, dice(80) - 30);
            case 2 -> admin.transferCash(seq, account, other, currency(), delta);
            default -> admin.transferHolding(seq, account, other, instrument, dice(40) - 2);
        };
    }

    private String currency()
    {
        return switch (dice(20))
        {
            case 0 -> "us$";
            case 1 -> "JPY";
            case 2, 3, 4, 5, 6, 7, 8 -> "EUR";
            default -> "USD";
        };
    }

    private int risk(final long seq)
    {
        final Scope scope = scope();
        final long owner = Scope.MARKET == scope ? dice(2) : dice(10);
        return switch (dice(10))
        {
            case 0 -> admin.kill(seq, Scope.MARKET == scope ? Scope.ACCOUNT : scope, owner);
            case 1 -> 0 == dice(6) ? admin.kill(seq, Scope.MARKET, 0) : admin.release(seq, scope, owner);
            case 2, 3 -> admin.setAccountStatus(seq, dice(12), 0 == dice(12) ? AccountStatus.CLOSED :
                AccountStatus.get((short)(1 + dice(3))));
            case 4 -> admin.cancelOrders(seq, dice(7) - 1, dice(11), dice(5), 0 == dice(2) ? Side.NULL_VAL : Side.BUY);
            default -> limit(seq, scope, owner);
        };
    }

    private int limit(final long seq, final Scope scope, final long owner)
    {
        final LimitType type = LimitType.values()[dice(LimitType.values().length)];
        final int instrument = 0 == dice(2) ? 0 : dice(RandomFlow.INSTRUMENTS + 2);
        final long value = 0 == dice(30) ? flow.random.nextLong() : switch (type)
        {
            case MAX_ORDER_LOTS -> 15 + dice(30);
            case MAX_ORDER_NOTIONAL -> 100_000 + dice(300_000);
            case MAX_DAY_LOTS -> 100 + dice(3_000);
            case MAX_DAY_NOTIONAL -> 200_000 + dice(30_000_000);
            case MAX_POSITION_LOTS -> 100 + dice(900);
            case MAX_OPEN_ORDERS -> 2 + dice(25);
            case ORDER_RATE -> 1_000 + dice(100_000);
            default -> dice(2);
        };
        return admin.setLimit(seq, scope, owner, instrument, type, value, 1 + dice(100));
    }

    /** Any scope. */
    Scope scope()
    {
        return Scope.get((short)(1 + dice(0 == dice(5) ? 3 : 2)));
    }

    private int market(final long seq)
    {
        final int instrument = dice(RandomFlow.INSTRUMENTS + 1 + (0 == dice(20) ? 3 : 0));
        return switch (dice(12))
        {
            case 0, 1 -> admin.setPhase(seq, dice(4) - 1, TradingPhase.get((short)(1 + dice(8))));
            case 2 -> admin.setPhase(seq, dice(2), TradingPhase.OPENING_AUCTION);
            case 3 -> admin.setPhase(seq, dice(2), TradingPhase.CLOSING_AUCTION);
            case 4 -> admin.halt(seq, 0 == dice(4) ? 0 : instrument);
            case 5 -> admin.resumeTrading(seq, instrument, dice(3) * 10_000_000L);
            case 6, 7, 8 -> collar(seq, instrument);
            case 9 -> admin.setInstrument(seq, instrument, dice(4) - 1, dice(5) - 1);
            case 10 -> fees(seq);
            default -> 0 == dice(2) ? calendar(seq) : admin.activateBehaviour(
                seq, 0 == dice(3) ? dice(5) : Behaviour.VERSION_MAX, dice(2) * Behaviour.VERSION_MAX);
        };
    }

    private int collar(final long seq, final int instrument)
    {
        return admin.setCollar(seq, instrument, 0 == dice(2) ? 0 : 98 + dice(5),
            0 == dice(3) ? 0 : 300 + dice(900), 0 == dice(3) ? 0 : 150 + dice(500),
            0 == dice(20) ? flow.random.nextLong() : dice(40_000_000));
    }

    private int fees(final long seq)
    {
        return 0 == dice(6) ? admin.setFeeAccount(seq, dice(12)) : admin.setFees(seq, dice(7) - 1, dice(3),
            dice(3_000), dice(6_000), 0 == dice(20) ? flow.random.nextInt() : dice(4_000));
    }

    private int calendar(final long seq)
    {
        if (0 == dice(3))
        {
            return admin.setCalendar(seq, dice(300), new int[]{ 5, 4, dice(100_000), 7, 8, 9 });
        }
        final int[] times = DAY.clone();
        for (int i = 0; i < times.length; i++)
        {
            times[i] += dice(300);
        }
        return admin.setCalendar(seq, 0 == dice(3) ? 2 : 1, times, 20_003 + dice(4));
    }

    private int member(final long seq)
    {
        return switch (dice(16))
        {
            case 0 -> 0 == dice(20) ? encoder.hashState(seq) : encoder.adjustCash(seq, 1, "USD", 1);
            case 1, 2 -> encoder.closeDay(seq);
            case 3 -> flow.exchange.venue().instruments().count() > RandomFlow.INSTRUMENTS ?
                encoder.addInstrument(seq, "AAPL", "USD", 1, 1) :
                encoder.addInstrument(seq, "I" + ++names, "EUR", dice(3), 1);
            case 4 -> encoder.addParticipant(seq, "data", Role.values()[dice(6)], 4096, dice(20));
            case 5 -> flow.exchange.venue().accounts().count() > 10 ? encoder.addAccount(seq, 99) :
                encoder.addAccount(seq, dice(6), AccountStatus.PENDING);
            default -> admin.setFees(seq, dice(7) - 1, dice(2), dice(3_000), dice(6_000), dice(4_000));
        };
    }

    // Ends one thing that keeps somebody from trading.
    private void heal()
    {
        final var venue = flow.exchange.venue();
        final int instrument = 1 + dice(RandomFlow.INSTRUMENTS);
        final int account = 1 + dice(9);
        final int trader = 1 + dice(4);
        final int group = dice(2);
        int length = encoder.adjustCash(seq(), account, "USD", 1_000 + dice(200_000));
        if (venue.killSwitches().isMarketKilled())
        {
            length = admin.release(seq(), Scope.MARKET, 0);
        }
        else if (venue.markets().isHalted())
        {
            length = admin.resumeTrading(seq(), 0, dice(2) * 5_000_000L);
        }
        else if (TradingPhase.CONTINUOUS != venue.markets().group(group).phase())
        {
            length = admin.setPhase(seq(), group, TradingPhase.CONTINUOUS);
        }
        else if (venue.instruments().get(instrument).trading().isHalted())
        {
            length = admin.resumeTrading(seq(), instrument, dice(2) * 5_000_000L);
        }
        else if (venue.killSwitches().isAccountKilled(account))
        {
            length = admin.release(seq(), Scope.ACCOUNT, account);
        }
        else if (venue.killSwitches().isParticipantKilled(trader))
        {
            length = admin.release(seq(), Scope.PARTICIPANT, trader);
        }
        else if (AccountStatus.VERIFIED != venue.accounts().status(account))
        {
            length = admin.setAccountStatus(seq(), account, AccountStatus.VERIFIED);
        }
        else if (venue.accountLimits().hasLimits(account) || venue.participantLimits().hasLimits(trader))
        {
            length = withoutLimit(account, trader);
        }
        flow.send(RandomFlow.OPERATOR, length);
    }

    private int withoutLimit(final int account, final int trader)
    {
        final boolean isAccount = flow.exchange.venue().accountLimits().hasLimits(account);
        final int owner = isAccount ? account : trader;
        final int[] found = new int[2];
        final LimitType[] type = new LimitType[1];
        (isAccount ? flow.exchange.venue().accountLimits() : flow.exchange.venue().participantLimits()).forEach(
            owner, (ownerId, instrumentId, limitType, value, burst, arrivalNs) ->
            {
                if (0 == dice(++found[0]))
                {
                    found[1] = instrumentId;
                    type[0] = limitType;
                }
            });
        return admin.setLimit(seq(), isAccount ? Scope.ACCOUNT : Scope.PARTICIPANT, owner, found[1], type[0], -1, 1);
    }

    int cancelAll()
    {
        encoder.why = "end";
        return admin.cancelOrders(seq(), -1, 0, 0, Side.NULL_VAL);
    }
}

package io.gavel.engine;

import io.gavel.schema.AccountStatus;
import io.gavel.schema.LimitType;
import io.gavel.schema.Scope;
import io.gavel.schema.TradingPhase;
import java.util.List;
import java.util.Map;

/** The admin commands of golden scripts. */
final class GoldenAdmin
{
    private final AdminEncoder encoder;

    GoldenAdmin(final CommandEncoder commands)
    {
        encoder = new AdminEncoder(commands);
    }

    int encode(final String word, final List<String> plain, final Map<String, String> named, final long seq)
    {
        final int instrument = (int)GoldenScript.number(named, "i", 0);
        return switch (word)
        {
            case "set-instrument" -> encoder.setInstrument(seq, instrument, (int)number(named, "group", -1),
                (int)number(named, "class", -1));
            case "collar" -> encoder.setCollar(seq, instrument, number(named, "ref", 0),
                (int)number(named, "static", 0), (int)number(named, "dynamic", 0), number(named, "pause", 0));
            case "calendar" -> encoder.setCalendar(seq, CalendarSpec.of(plain.get(0), named));
            case "phase" -> encoder.setPhase(
                seq, (int)number(named, "group", 0), TradingPhase.valueOf(plain.get(0)));
            case "halt" -> encoder.halt(seq, instrument);
            case "resume-trading" -> encoder.resumeTrading(seq, instrument, number(named, "auction", 0));
            case "limit" -> encoder.setLimit(seq, Scope.valueOf(plain.get(0)), Long.parseLong(plain.get(1)),
                instrument, LimitType.valueOf(plain.get(2)), Long.parseLong(plain.get(3)),
                (int)number(named, "burst", 0));
            case "kill" -> encoder.kill(seq, Scope.valueOf(plain.get(0)), number(named, "owner", 0));
            case "release" -> encoder.release(seq, Scope.valueOf(plain.get(0)), number(named, "owner", 0));
            case "status" -> encoder.setAccountStatus(
                seq, number(named, "account", 1), AccountStatus.valueOf(plain.get(0)));
            case "cancel-orders" -> encoder.cancelOrders(seq, (int)number(named, "participant", -1),
                number(named, "account", 0), instrument, GoldenScript.side(named));
            default -> money(word, plain, named, seq);
        };
    }

    private int money(final String word, final List<String> plain, final Map<String, String> named, final long seq)
    {
        return switch (word)
        {
            case "fees" -> encoder.setFees(seq, (int)number(named, "participant", -1), (int)number(named, "class", 0),
                (int)number(named, "maker", 0), (int)number(named, "taker", 0), (int)number(named, "auction", 0));
            case "fee-account" -> encoder.setFeeAccount(seq, number(named, "account", 1));
            case "transfer-cash" -> encoder.transferCash(seq, number(named, "from", 0), number(named, "to", 0),
                plain.get(0), Long.parseLong(plain.get(1)));
            case "transfer-shares" -> encoder.transferHolding(seq, number(named, "from", 0), number(named, "to", 0),
                (int)number(named, "i", 1), Long.parseLong(plain.get(0)));
            case "bust" -> encoder.bustTrade(seq, Long.parseLong(plain.get(0)));
            case "correct" -> encoder.correctTrade(seq, Long.parseLong(plain.get(0)),
                GoldenScript.lots(plain.get(1)), GoldenScript.price(plain.get(1)));
            case "activate" -> encoder.activateBehaviour(
                seq, Integer.parseInt(plain.get(0)), (int)number(named, "known", 0));
            default -> throw new IllegalArgumentException("unknown command " + word);
        };
    }

    private static long number(final Map<String, String> named, final String name, final long otherwise)
    {
        return GoldenScript.number(named, name, otherwise);
    }
}

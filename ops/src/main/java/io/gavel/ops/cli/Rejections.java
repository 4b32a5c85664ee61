package io.gavel.ops.cli;

import io.gavel.schema.RejectReason;

/**
 * What a reject reason means, and what to change.
 */
public final class Rejections
{
    private Rejections()
    {
    }

    /**
     * For a person.
     *
     * @param reason of the venue.
     * @return the reason's name, and a sentence where the name alone does not say what to change.
     */
    public static String sentence(final RejectReason reason)
    {
        final String hint = hint(reason);
        return hint.isEmpty() ? reason.name() : reason.name() + ": " + hint;
    }

    private static String hint(final RejectReason reason)
    {
        switch (reason)
        {
            case NOT_PERMITTED:
                return "this participant's role may not do that; give --participant";
            case DUPLICATE_CL_ORD_ID:
                return "this participant used that client's id already; leave --cl-ord-id out for a new one";
            case UNKNOWN_INSTRUMENT:
                return "list them by ./gavel instrument list";
            case UNKNOWN_ACCOUNT:
            case ACCOUNT_NOT_OWNED:
                return "list this participant's by ./gavel account list";
            case UNKNOWN_ORDER:
                return "it was filled, cancelled or never there; list the open ones by ./gavel order list";
            case INVALID_PRICE:
                return "expected a whole number of ticks above zero for a limit order, and none for a market order";
            case INVALID_QUANTITY:
                return "expected a whole number of lots above zero";
            case QUANTITY_NOT_ABOVE_FILLED:
                return "the new total quantity must be above what is filled";
            case NOTIONAL_OVERFLOW:
                return "price times quantity is beyond what the venue counts; split the order";
            case INSUFFICIENT_CASH:
                return "the account's cash that is not held does not cover it; see ./gavel account show";
            case INSUFFICIENT_HOLDINGS:
                return "the account's shares that are not held do not cover it; see ./gavel account show";
            case BALANCE_OVERFLOW:
                return "the venue's total of it would be beyond what the venue counts; deposit less";
            case INVALID_TIME_IN_FORCE:
                return "a limit order takes DAY, GTC, IOC or FOK, a market order IOC or FOK";
            case INVALID_SYMBOL:
                return "expected 1 to 16 of A-Z, 0-9, '.' and '-'";
            case INVALID_CURRENCY:
                return "expected three letters such as USD";
            case INVALID_NAME:
                return "expected 1 to 32 of a-z, A-Z, 0-9, '.', '_' and '-'";
            case DUPLICATE_SYMBOL:
                return "that instrument is there already";
            case DUPLICATE_NAME:
                return "that participant is there already";
            case UNKNOWN_PARTICIPANT:
                return "list them by ./gavel participant list";
            default:
                return "";
        }
    }
}

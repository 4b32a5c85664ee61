package io.gavel.ops.cli;

import io.gavel.schema.RejectReason;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a reject reason means, and what to change.
 */
public final class Rejections
{
    private static final Map<RejectReason, String> HINTS = new EnumMap<>(RejectReason.class);

    static
    {
        ofSessions(HINTS);
        ofOrders(HINTS);
        ofInstructions(HINTS);
        ofRisk(HINTS);
        ofAdministration(HINTS);
        ofOperations(HINTS);
    }

    private Rejections()
    {
    }

    /**
     * For a person.
     *
     * @param reason of the venue.
     * @return the reason's name, and a sentence that says what to change.
     */
    public static String sentence(final RejectReason reason)
    {
        final String hint = HINTS.get(reason);
        return hint == null ? reason.name() : reason.name() + ": " + hint;
    }

    private static void ofSessions(final Map<RejectReason, String> hints)
    {
        hints.put(RejectReason.MALFORMED_COMMAND, "the venue cannot read this command; use a client of its version");
        hints.put(RejectReason.UNSUPPORTED_VERSION, "the venue is older than this client; upgrade its nodes first");
        hints.put(RejectReason.UNKNOWN_PARTICIPANT, "list them by ./gavel participant list");
        hints.put(RejectReason.NOT_RESUMED, "the session had not taken its connection over; try again");
        hints.put(RejectReason.SESSION_FENCED,
            "a newer session took the connection over; choose another one by --connection");
        hints.put(RejectReason.INVALID_CONNECTION, "expected a connection of 0 to 15");
        hints.put(RejectReason.CLIENT_SEQ_TOO_OLD,
            "it was executed long ago, and what came of it is no longer kept; see ./gavel order list");
        hints.put(RejectReason.CLIENT_SEQ_GAP, "a command before it was lost; try again");
        hints.put(RejectReason.NOT_PERMITTED, "this participant's role may not do that; give --participant");
    }

    private static void ofOrders(final Map<RejectReason, String> hints)
    {
        hints.put(RejectReason.INVALID_CL_ORD_ID, "expected a client's id above zero");
        hints.put(RejectReason.DUPLICATE_CL_ORD_ID,
            "this participant used that client's id already; leave --cl-ord-id out for a new one");
        hints.put(RejectReason.UNKNOWN_INSTRUMENT, "list them by ./gavel instrument list");
        hints.put(RejectReason.UNKNOWN_ACCOUNT, "list this participant's by ./gavel account list");
        hints.put(RejectReason.ACCOUNT_NOT_OWNED, "list this participant's by ./gavel account list");
        hints.put(RejectReason.UNKNOWN_ORDER,
            "it was filled, cancelled or never there; list the open ones by ./gavel order list");
        hints.put(RejectReason.INVALID_SIDE, "expected buy or sell");
        hints.put(RejectReason.INVALID_ORD_TYPE, "expected LIMIT, MARKET, STOP or STOP_LIMIT");
        hints.put(RejectReason.INVALID_TIME_IN_FORCE, "a limit or stop order takes DAY, GTC, GTD, IOC, FOK, " +
            "AT_THE_OPEN or AT_THE_CLOSE, a market order IOC or FOK, or one of the auctions");
        hints.put(RejectReason.INVALID_PRICE,
            "expected a whole number of ticks above zero for a limit order, and none for a market order");
        hints.put(RejectReason.INVALID_QUANTITY, "expected a whole number of lots above zero");
        hints.put(RejectReason.QUANTITY_NOT_ABOVE_FILLED, "the new total quantity must be above what is filled");
        hints.put(RejectReason.NOTIONAL_OVERFLOW,
            "price times quantity is beyond what the venue counts; split the order");
        hints.put(RejectReason.INSUFFICIENT_CASH,
            "the account's cash that is not held does not cover it; see ./gavel account show");
        hints.put(RejectReason.INSUFFICIENT_HOLDINGS,
            "the account's shares that are not held do not cover it; see ./gavel account show");
        hints.put(RejectReason.ORDERS_FULL, "the venue has as many open orders as it can have; try again later");
        hints.put(RejectReason.PRICE_LEVELS_FULL, "the book has as many prices as it can have; use one that is there");
        hints.put(RejectReason.TOO_MANY_OPEN_ORDERS,
            "this participant has as many open orders as one may have; cancel some by ./gavel order mass-cancel");
        hints.put(RejectReason.CL_ORD_IDS_FULL,
            "the venue cannot remember another client's id of this participant; use ids that grow");
        hints.put(RejectReason.CANCEL_UNDER_WAY, "the order is about to be cancelled already");
    }

    private static void ofInstructions(final Map<RejectReason, String> hints)
    {
        hints.put(RejectReason.INVALID_STOP_PRICE,
            "expected a whole number of ticks above zero for a stop order that waits, and none for any other");
        hints.put(RejectReason.INVALID_DISPLAY_QTY,
            "expected less than the order's quantity, of a limit order that may rest");
        hints.put(RejectReason.INVALID_MIN_QTY,
            "expected at most the order's quantity, in continuous trading, and not with FOK");
        hints.put(RejectReason.INVALID_EXPIRE_TIME, "expected a time in the future with GTD, and none without it");
        hints.put(RejectReason.INVALID_SELF_TRADE_PREVENTION,
            "expected NONE, CANCEL_RESTING, CANCEL_AGGRESSOR, CANCEL_BOTH or DECREMENT_AND_CANCEL");
        hints.put(RejectReason.INVALID_POST_ONLY, "it is for limit orders that are DAY, GTC or GTD");
        hints.put(RejectReason.POST_ONLY_WOULD_TRADE,
            "the order would trade at once; price it behind the best opposite price, or let it by --post-only REPRICE");
        hints.put(RejectReason.INVALID_FOR_PHASE,
            "orders of this kind are not taken in the instrument's phase; see ./gavel phase");
        hints.put(RejectReason.INSTRUMENT_HALTED, "trading is halted, and only cancels are taken; see ./gavel phase");
        hints.put(RejectReason.MARKET_CLOSED,
            "the day has not begun or is over; ./gavel calendar show says when it is");
        hints.put(RejectReason.NO_REFERENCE_PRICE,
            "a market order waits for an auction only where there is a static band (./gavel collar list)");
        hints.put(RejectReason.PRICE_OUTSIDE_COLLAR,
            "the price is outside the static band around the reference price; see ./gavel collar list");
    }

    private static void ofRisk(final Map<RejectReason, String> hints)
    {
        hints.put(RejectReason.MARKET_KILLED,
            "the kill switch of the market is engaged; a risk officer releases it by ./gavel release market");
        hints.put(RejectReason.PARTICIPANT_KILLED,
            "the kill switch binds this participant; a risk officer releases it by ./gavel release participant");
        hints.put(RejectReason.ACCOUNT_KILLED,
            "the kill switch binds this account; a risk officer releases it by ./gavel release account");
        hints.put(RejectReason.ACCOUNT_NOT_VERIFIED,
            "only a VERIFIED account trades; an operator makes it so by ./gavel account status");
        hints.put(RejectReason.RATE_EXCEEDED, "orders come faster than the limit allows; wait, see ./gavel limit list");
        hints.put(RejectReason.RESTRICTED_INSTRUMENT, "this owner may not trade it; see ./gavel limit list");
        hints.put(RejectReason.ORDER_LOTS_LIMIT, "the order is larger than the limit; see ./gavel limit list");
        hints.put(RejectReason.ORDER_NOTIONAL_LIMIT, "the order is worth more than the limit; see ./gavel limit list");
        hints.put(RejectReason.DAY_LOTS_LIMIT,
            "what was traded today and what is open leave no room for it; see ./gavel limit list");
        hints.put(RejectReason.DAY_NOTIONAL_LIMIT,
            "what was traded today and what is open leave no room for it; see ./gavel limit list");
        hints.put(RejectReason.POSITION_LIMIT,
            "what is held and what open orders would buy leave no room for it; see ./gavel limit list");
        hints.put(RejectReason.OPEN_ORDERS_LIMIT, "there are as many open orders as the limit allows; cancel some");
        hints.put(RejectReason.INVALID_TIMEOUT,
            "expected 5 s to 1 h for cancel on disconnect, 1 s to 1 h for a dead man's timer, or 0 for none");
    }

    private static void ofAdministration(final Map<RejectReason, String> hints)
    {
        hints.put(RejectReason.INVALID_SYMBOL, "expected 1 to 16 of A-Z, 0-9, '.' and '-'");
        hints.put(RejectReason.DUPLICATE_SYMBOL, "that instrument is there already");
        hints.put(RejectReason.INVALID_CURRENCY, "expected three letters such as USD");
        hints.put(RejectReason.INVALID_TICK_SIZE, "expected more than zero");
        hints.put(RejectReason.INVALID_LOT_SIZE, "expected more than zero");
        hints.put(RejectReason.INVALID_NAME, "expected 1 to 32 of a-z, A-Z, 0-9, '.', '_' and '-'");
        hints.put(RejectReason.DUPLICATE_NAME, "that participant is there already");
        hints.put(RejectReason.INVALID_CREDENTIAL, "the verifier of the password is none; give the password again");
        hints.put(RejectReason.INVALID_ROLE, "a DROP_COPY_READER reads what one participant does, and no other role " +
            "belongs to one");
        hints.put(RejectReason.INVALID_AMOUNT, "expected an amount other than zero that the venue can count");
        hints.put(RejectReason.BALANCE_OVERFLOW,
            "the venue's total of it would be beyond what the venue counts; deposit less");
        hints.put(RejectReason.TOO_MANY, "the venue has as many of them as it can have");
        hints.put(RejectReason.INVALID_WHY, "say why by --why, 1 to 64 printable ASCII characters");
        hints.put(RejectReason.INVALID_STATUS, "the account cannot come to that status from the one that it has");
        hints.put(RejectReason.ACCOUNT_NOT_EMPTY,
            "withdraw or transfer its money and shares before closing it; see ./gavel account show");
        hints.put(RejectReason.ACCOUNT_CLOSED, "the account is closed for good; open another one");
        hints.put(RejectReason.REQUEST_KEY_REUSED,
            "another request had that key; give this one a key of its own, or repeat the first one as it was");
    }

    private static void ofOperations(final Map<RejectReason, String> hints)
    {
        hints.put(RejectReason.UNKNOWN_TRADE,
            "there was no such trade, or it is too old to be changed");
        hints.put(RejectReason.TRADE_BUSTED, "the trade is void already");
        hints.put(RejectReason.INVALID_CALENDAR,
            "expected times that ascend within one day, and dates that ascend; see ./gavel calendar set --help");
        hints.put(RejectReason.INVALID_GROUP, "expected a group of 0 to 255");
        hints.put(RejectReason.INVALID_PHASE,
            "expected CLOSED, PRE_OPEN, OPENING_AUCTION, CONTINUOUS, CLOSING_AUCTION or POST_CLOSE");
        hints.put(RejectReason.INVALID_COLLAR,
            "expected bands of 1 to 9999 basis points or 0, a reference price for the static one, a pause for the " +
            "dynamic one");
        hints.put(RejectReason.INVALID_LIMIT, "the limit's type, value or burst is none; see ./gavel limit set --help");
        hints.put(RejectReason.INVALID_SCOPE, "that takes no such scope, or no such owner");
        hints.put(RejectReason.INVALID_FEES, "expected rates of 0 to 1000 basis points and a fee class of 0 to 63");
        hints.put(RejectReason.NO_FEE_ACCOUNT, "name the account that fees go to first, by ./gavel fees account");
        hints.put(RejectReason.NOT_HALTED, "it is not halted; see ./gavel phase");
        hints.put(RejectReason.ALREADY_SO, "it is so already: nothing was changed");
        hints.put(RejectReason.BEHAVIOUR_NOT_NEXT,
            "versions are activated one after the other; ./gavel status shows the one that holds");
        hints.put(RejectReason.BEHAVIOUR_NOT_KNOWN,
            "a node's build cannot execute it; restart each node with a newer build first, see ./gavel status");
    }
}

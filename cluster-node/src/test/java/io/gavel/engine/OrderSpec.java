package io.gavel.engine;

import io.gavel.schema.OrdType;
import io.gavel.schema.PostOnly;
import io.gavel.schema.SelfTradePrevention;
import io.gavel.schema.SelfTradeScope;
import io.gavel.schema.Side;
import io.gavel.schema.TimeInForce;

/** A new order as a test wants it: a limit order for the day unless it says otherwise. */
final class OrderSpec
{
    long account = 1;
    long clOrdId;
    int instrument = 1;
    Side side = Side.BUY;
    OrdType type = OrdType.LIMIT;
    TimeInForce tif = TimeInForce.DAY;
    long lots = 1;
    long price;
    long stop;
    long display;
    long min;
    long expire;
    SelfTradePrevention prevention = SelfTradePrevention.NONE;
    SelfTradeScope scope = SelfTradeScope.ACCOUNT;
    PostOnly postOnly = PostOnly.NONE;
}

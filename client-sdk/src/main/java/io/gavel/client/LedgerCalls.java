package io.gavel.client;

import io.gavel.schema.AdjustCashEncoder;
import io.gavel.schema.AdjustHoldingEncoder;
import io.gavel.schema.BustTradeEncoder;
import io.gavel.schema.CorrectTradeEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.SetFeeAccountEncoder;
import io.gavel.schema.SetFeesEncoder;
import io.gavel.schema.TransferCashEncoder;
import io.gavel.schema.TransferHoldingEncoder;
import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;

/** Makes admin commands about money, shares, fees and trades. */
final class LedgerCalls implements LedgerDesk
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final AdminDesk desk;

    LedgerCalls(final AdminDesk desk)
    {
        this.desk = desk;
    }

    @Override
    public CompletableFuture<AdminReport> depositCash(
        final long accountId, final String currency, final BigDecimal amount, final long requestKey)
    {
        return adjustCash(accountId, currency, AdminChecks.amountMinor(amount), requestKey);
    }

    @Override
    public CompletableFuture<AdminReport> withdrawCash(
        final long accountId, final String currency, final BigDecimal amount, final long requestKey)
    {
        return adjustCash(accountId, currency, -AdminChecks.amountMinor(amount), requestKey);
    }

    private CompletableFuture<AdminReport> adjustCash(
        final long accountId, final String currency, final long deltaMinor, final long requestKey)
    {
        AdminChecks.account(accountId);
        AdminChecks.currency(currency);
        AdminChecks.requestKey(requestKey);
        return desk.submit(AdjustCashEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new AdjustCashEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .accountId(accountId)
                .deltaMinor(deltaMinor)
                .currency(currency)
                .requestKey(requestKey)
                .why(desk.why());
            return HEADER + AdjustCashEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> depositShares(
        final long accountId, final String symbol, final long shares, final long requestKey)
    {
        final Instrument instrument = desk.instrument(symbol);
        return adjustHolding(accountId, instrument, AdminChecks.lots(shares, instrument), requestKey);
    }

    @Override
    public CompletableFuture<AdminReport> withdrawShares(
        final long accountId, final String symbol, final long shares, final long requestKey)
    {
        final Instrument instrument = desk.instrument(symbol);
        return adjustHolding(accountId, instrument, -AdminChecks.lots(shares, instrument), requestKey);
    }

    private CompletableFuture<AdminReport> adjustHolding(
        final long accountId, final Instrument instrument, final long deltaLots, final long requestKey)
    {
        AdminChecks.account(accountId);
        AdminChecks.requestKey(requestKey);
        return desk.submit(AdjustHoldingEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new AdjustHoldingEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .accountId(accountId)
                .deltaLots(deltaLots)
                .instrumentId(instrument.instrumentId())
                .requestKey(requestKey)
                .why(desk.why());
            return HEADER + AdjustHoldingEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> transferCash(
        final long fromAccountId,
        final long toAccountId,
        final String currency,
        final BigDecimal amount,
        final long requestKey)
    {
        checkTransfer(fromAccountId, toAccountId, requestKey);
        AdminChecks.currency(currency);
        final long amountMinor = AdminChecks.amountMinor(amount);
        return desk.submit(TransferCashEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new TransferCashEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .fromAccountId(fromAccountId)
                .toAccountId(toAccountId)
                .amountMinor(amountMinor)
                .requestKey(requestKey)
                .currency(currency)
                .why(desk.why());
            return HEADER + TransferCashEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> transferShares(
        final long fromAccountId, final long toAccountId, final String symbol, final long shares, final long requestKey)
    {
        checkTransfer(fromAccountId, toAccountId, requestKey);
        final Instrument instrument = desk.instrument(symbol);
        final long quantityLots = AdminChecks.lots(shares, instrument);
        return desk.submit(TransferHoldingEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new TransferHoldingEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .fromAccountId(fromAccountId)
                .toAccountId(toAccountId)
                .quantityLots(quantityLots)
                .requestKey(requestKey)
                .instrumentId(instrument.instrumentId())
                .why(desk.why());
            return HEADER + TransferHoldingEncoder.BLOCK_LENGTH;
        });
    }

    private static void checkTransfer(final long fromAccountId, final long toAccountId, final long requestKey)
    {
        AdminChecks.account(fromAccountId);
        AdminChecks.account(toAccountId);
        AdminChecks.check(fromAccountId != toAccountId, "account " + fromAccountId + " cannot transfer to itself");
        AdminChecks.requestKey(requestKey);
    }

    @Override
    public CompletableFuture<AdminReport> setFees(final FeeRates fees)
    {
        return desk.submit(SetFeesEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new SetFeesEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .participantId(fees.participantId())
                .feeClass(fees.feeClass())
                .makerRate(fees.makerRate())
                .takerRate(fees.takerRate())
                .auctionRate(fees.auctionRate())
                .why(desk.why());
            return HEADER + SetFeesEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> setFeeAccount(final long accountId)
    {
        AdminChecks.account(accountId);
        return desk.submit(SetFeeAccountEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new SetFeeAccountEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .accountId(accountId)
                .why(desk.why());
            return HEADER + SetFeeAccountEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> bustTrade(final long matchId)
    {
        AdminChecks.matchId(matchId);
        return desk.submit(BustTradeEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new BustTradeEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .matchId(matchId)
                .why(desk.why());
            return HEADER + BustTradeEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> correctTrade(
        final long matchId, final String symbol, final BigDecimal price, final long quantity)
    {
        AdminChecks.matchId(matchId);
        AdminChecks.check(price != null, "the price is missing");
        final Instrument instrument = desk.instrument(symbol);
        final long priceTicks = OrderChecks.ticks(price, instrument);
        final long quantityLots = OrderChecks.lots(quantity, instrument);
        return desk.submit(CorrectTradeEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new CorrectTradeEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .matchId(matchId)
                .priceTicks(priceTicks)
                .quantityLots(quantityLots)
                .why(desk.why());
            return HEADER + CorrectTradeEncoder.BLOCK_LENGTH;
        });
    }
}

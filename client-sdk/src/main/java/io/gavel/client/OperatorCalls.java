package io.gavel.client;

import io.gavel.schema.AddAccountEncoder;
import io.gavel.schema.AddInstrumentEncoder;
import io.gavel.schema.AddParticipantEncoder;
import io.gavel.schema.AdjustCashEncoder;
import io.gavel.schema.AdjustHoldingEncoder;
import io.gavel.schema.CloseDayEncoder;
import io.gavel.schema.HashStateEncoder;
import io.gavel.schema.MessageHeaderEncoder;
import io.gavel.schema.Role;
import io.gavel.venue.Money;
import io.gavel.venue.ScramSha256;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Makes admin commands of the operator's calls. */
final class OperatorCalls implements GavelOperator
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final ClientCore core;

    OperatorCalls(final ClientCore core)
    {
        this.core = core;
    }

    @Override
    public CompletableFuture<AdminReport> addInstrument(
        final String symbol, final String currency, final BigDecimal tickSize, final long lotSize)
    {
        check(symbol != null && symbol.matches("[A-Z0-9.-]{1,16}"),
            "symbol '" + symbol + "': expected 1 to 16 of A-Z, 0-9, '.' and '-'");
        checkCurrency(currency);
        check(tickSize != null, "the tick size is missing");
        final long tickSizeMinor = Money.toMinor(tickSize, "tick size");
        check(tickSizeMinor > 0, "tick size " + tickSize.toPlainString() + " must be above zero");
        check(lotSize > 0, "lot size " + lotSize + " must be above zero");
        return submit(AddInstrumentEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new AddInstrumentEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .tickSizeMinor(tickSizeMinor)
                .lotSize(lotSize)
                .symbol(symbol)
                .currency(currency);
            return HEADER + AddInstrumentEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> addParticipant(final String name, final char[] password, final Role role)
    {
        check(name != null && name.matches("[A-Za-z0-9._-]{1,32}"),
            "name '" + name + "': expected 1 to 32 of A-Z, a-z, 0-9, '.', '_' and '-'");
        check(password != null && password.length > 0, "the password is missing");
        check(role == Role.TRADER || role == Role.OPERATOR, "role " + role + ": expected TRADER or OPERATOR");
        final byte[] salt = new byte[ScramSha256.SALT_LENGTH];
        new SecureRandom().nextBytes(salt);
        final ScramSha256.Verifier verifier = ScramSha256.verifier(password, salt, ScramSha256.ITERATIONS);
        return submit(AddParticipantEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            final AddParticipantEncoder command = new AddParticipantEncoder()
                .wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .iterations(verifier.iterations())
                .role(role)
                .name(name);
            for (int i = 0; i < verifier.salt().length; i++)
            {
                command.salt(i, (short)(verifier.salt()[i] & 0xFF));
            }
            for (int i = 0; i < verifier.storedKey().length; i++)
            {
                command.storedKey(i, (short)(verifier.storedKey()[i] & 0xFF));
                command.serverKey(i, (short)(verifier.serverKey()[i] & 0xFF));
            }
            return HEADER + AddParticipantEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> addAccount(final int participantId)
    {
        check(participantId >= 0, "participantId " + participantId + " must not be below zero");
        return submit(AddAccountEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new AddAccountEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .participantId(participantId);
            return HEADER + AddAccountEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> depositCash(
        final long accountId, final String currency, final BigDecimal amount)
    {
        return adjustCash(accountId, currency, amountMinor(amount));
    }

    @Override
    public CompletableFuture<AdminReport> withdrawCash(
        final long accountId, final String currency, final BigDecimal amount)
    {
        return adjustCash(accountId, currency, -amountMinor(amount));
    }

    private CompletableFuture<AdminReport> adjustCash(
        final long accountId, final String currency, final long deltaMinor)
    {
        checkAccount(accountId);
        checkCurrency(currency);
        return submit(AdjustCashEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new AdjustCashEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .accountId(accountId)
                .deltaMinor(deltaMinor)
                .currency(currency);
            return HEADER + AdjustCashEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> depositShares(final long accountId, final String symbol, final long shares)
    {
        final Instrument instrument = core.instrument(symbol);
        return adjustHolding(accountId, instrument, lots(shares, instrument));
    }

    @Override
    public CompletableFuture<AdminReport> withdrawShares(final long accountId, final String symbol, final long shares)
    {
        final Instrument instrument = core.instrument(symbol);
        return adjustHolding(accountId, instrument, -lots(shares, instrument));
    }

    private CompletableFuture<AdminReport> adjustHolding(
        final long accountId, final Instrument instrument, final long deltaLots)
    {
        checkAccount(accountId);
        return submit(AdjustHoldingEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new AdjustHoldingEncoder().wrapAndApplyHeader(buffer, 0, codec.header)
                .clientSeq(clientSeq)
                .accountId(accountId)
                .deltaLots(deltaLots)
                .instrumentId(instrument.instrumentId());
            return HEADER + AdjustHoldingEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> hashState()
    {
        return submit(HashStateEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new HashStateEncoder().wrapAndApplyHeader(buffer, 0, codec.header).clientSeq(clientSeq);
            return HEADER + HashStateEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<AdminReport> closeDay()
    {
        return submit(CloseDayEncoder.TEMPLATE_ID, (codec, buffer, clientSeq) ->
        {
            new CloseDayEncoder().wrapAndApplyHeader(buffer, 0, codec.header).clientSeq(clientSeq);
            return HEADER + CloseDayEncoder.BLOCK_LENGTH;
        });
    }

    @Override
    public CompletableFuture<List<Participant>> participants()
    {
        final ParticipantsQuery query = new ParticipantsQuery(core.newFuture());
        core.ask(query);
        return query.future();
    }

    @Override
    public CompletableFuture<Boolean> takeSnapshot()
    {
        final CompletableFuture<Boolean> request = core.newFuture();
        core.requestSnapshot(request);
        return request;
    }

    private CompletableFuture<AdminReport> submit(final int templateId, final AdminCommand.Encoding encoding)
    {
        final CompletableFuture<AdminReport> future = core.newFuture();
        core.submit(new AdminCommand(templateId, encoding, future));
        return future;
    }

    private static long lots(final long shares, final Instrument instrument)
    {
        return Money.toLots(shares, instrument.lotSize(), instrument.symbol());
    }

    private static long amountMinor(final BigDecimal amount)
    {
        check(amount != null, "the amount is missing");
        final long minor = Money.toMinor(amount, "amount");
        check(minor > 0, "amount " + amount.toPlainString() + " must be above zero");
        return minor;
    }

    private static void checkAccount(final long accountId)
    {
        check(accountId > 0, "accountId " + accountId + " must be above zero");
    }

    private static void checkCurrency(final String currency)
    {
        check(currency != null && currency.matches("[A-Z]{3}"),
            "currency '" + currency + "': expected three letters of ISO 4217, such as USD");
    }

    private static void check(final boolean isRight, final String message)
    {
        if (!isRight)
        {
            throw new IllegalArgumentException(message);
        }
    }
}

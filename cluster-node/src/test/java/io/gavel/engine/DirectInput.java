package io.gavel.engine;

import org.agrona.DirectBuffer;

/** Inputs go to an exchange as they come. */
final class DirectInput implements RandomFlow.Input
{
    private final Exchange exchange;

    DirectInput(final Exchange exchange)
    {
        this.exchange = exchange;
    }

    @Override
    public void onOpen(final long sessionId, final int participantId, final long nowNs)
    {
        exchange.onSessionOpened(sessionId, participantId, nowNs);
    }

    @Override
    public void onClose(final long sessionId, final long nowNs)
    {
        exchange.onSessionClosed(sessionId, nowNs);
    }

    @Override
    public void onMessage(final long sessionId, final DirectBuffer buffer, final int length, final long nowNs)
    {
        exchange.onMessage(sessionId, buffer, 0, length, nowNs);
    }

    @Override
    public void onTimer(final long timerId, final long nowNs)
    {
        exchange.onTimer(timerId, nowNs);
    }

    @Override
    public void onNewTerm(final long nowNs, final int behaviourVersionMax)
    {
        exchange.onNewLeadershipTerm(nowNs, behaviourVersionMax);
    }
}
